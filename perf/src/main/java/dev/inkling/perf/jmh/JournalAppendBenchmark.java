package dev.inkling.perf.jmh;

import java.util.concurrent.TimeUnit;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
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
 * Sealing a moment's frame and appending it. Each invocation appends a round of frames to a journal that was opened for it, so neither disk
 * nor memory fills up. The score is time a frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class JournalAppendBenchmark {
    private static final int ROUND = 1_000_000;
    private static final int VISITORS = 100_000;

    /** Chronicle Queue on a disk, or memory. */
    @Param({"chronicle", "memory"})
    private String journal;
    /** Folder for the journal's files, empty for the system's place for temporary ones. */
    @Param("")
    private String dir;

    private FrameStream stream;
    private TempFolder folder;
    private Journal open;
    private FrameAppender appender;

    /** Makes the frames. */
    @Setup
    public void prepare() {
        stream = new FrameStream(new Visitors(VISITORS, Visitors.Distribution.ZIPF, 1), 0);
        System.out.printf("# frames of %.0f bytes on average%n", stream.meanBytes());
    }

    /** Opens an empty journal. */
    @Setup(Level.Iteration)
    public void open() {
        if ("memory".equals(journal)) {
            open = new MemoryJournal(2L * ROUND * (long) stream.meanBytes());
        } else {
            folder = new TempFolder(dir);
            open = ChronicleJournal.open(folder.path(), JournalOptions.defaults());
        }
        appender = open.appender(QueueName.EVENTS);
    }

    /** Removes the journal. */
    @TearDown(Level.Iteration)
    public void close() {
        open.close();
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    /**
     * Seals and appends a round of frames.
     *
     * @return the last sequence
     */
    @Benchmark
    @OperationsPerInvocation(ROUND)
    public long append() {
        for (int i = 1; i <= ROUND; i++) {
            stream.next();
            appender.append(stream.buffer(), stream.offset(), stream.length(), i, i);
        }
        if (appender.lastSequence() != ROUND) {
            throw new IllegalStateException("appended " + appender.lastSequence());
        }
        return appender.lastSequence();
    }
}
