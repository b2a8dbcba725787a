package dev.inkling.perf.jmh;

import java.util.concurrent.TimeUnit;

import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.perf.pipeline.PipelineRun;
import dev.inkling.perf.pipeline.RunSettings;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ThreadMode;
import dev.inkling.ring.WaitKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Batches offered, journaled, decided on and answered; time per event. Each invocation is a round of its own into a new journal. For a
 * minute on end use {@code bench pipeline}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
@Fork(1)
public class PipelineBenchmark {
    private static final int BATCH = 64;
    private static final int ROUND = BATCH * 16_384;
    private static final long MEMORY_BYTES = 1L << 30;

    /** One thread for all handlers, or one for each. */
    @Param({"SHARED", "DEDICATED"})
    private ThreadMode threads;
    /** Chronicle Queue on a disk, or memory. */
    @Param({"chronicle", "memory"})
    private String journal;
    /** Visitors in the table, and drawn from by Zipf's law. */
    @Param("100000")
    private int visitors;
    /** Folder for the journal's files, empty for the system's place for temporary ones. */
    @Param("")
    private String dir;

    private TempFolder folder;
    private Journal open;
    private PipelineRun run;

    /** Starts a pipeline over an empty journal. */
    @Setup(Level.Iteration)
    public void start() {
        if ("memory".equals(journal)) {
            open = new MemoryJournal(MEMORY_BYTES);
        } else {
            folder = new TempFolder(dir);
            open = ChronicleJournal.open(folder.path(), JournalOptions.defaults());
        }
        run = new PipelineRun(new RunSettings(threads, WaitKind.BLOCKING, visitors, Visitors.Distribution.ZIPF, BATCH), open, 0);
    }

    /** Stops it and removes the journal. */
    @TearDown(Level.Iteration)
    public void stop() {
        run.close();
        open.close();
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    /**
     * A round of events.
     *
     * @return events journaled
     */
    @Benchmark
    @OperationsPerInvocation(ROUND)
    public long round() {
        run.whileTrue(new Rounds(ROUND / BATCH)::next);
        if (run.driver().accepted() != ROUND) {
            throw new IllegalStateException("accepted " + run.driver().accepted());
        }
        return run.driver().accepted();
    }

    /** Counts batches down. */
    private static final class Rounds {
        private int left;

        Rounds(final int batches) {
            left = batches;
        }

        boolean next() {
            return left-- > 0;
        }
    }
}
