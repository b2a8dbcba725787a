package dev.inkling.perf.pipeline;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.inkling.ingest.demo.Terminal;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ThreadMode;
import dev.inkling.ring.WaitKind;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench pipeline}: events through ring, journal, processor and back for a while, and whether the disk was the bound. */
@Command(name = "pipeline", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Sends events through ring and journal as fast as they are taken, without sockets.",
        "The journal lies in a new folder below --data and is removed at the end;",
        "a minute at a million events a second is about 20 GB."})
public final class PipelineCommand extends BenchCommand implements Callable<Integer> {
    private static final int COMPARISON_EVENTS = 2_000_000;
    private static final long COMPARISON_BYTES = 1L << 30;
    private static final int WARM_UP_EVENTS = 1_000_000;
    private static final double BYTES_PER_MB = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    @Option(names = "--seconds", defaultValue = "60", description = "How long (default ${DEFAULT-VALUE}).")
    private int seconds;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = {"Folder below which the journal lies (default: the system's temporary one);",
            "a tmpfs such as /dev/shm takes the disk out."})
    private String data;
    @Option(names = "--threads", defaultValue = "SHARED", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private ThreadMode threads;
    @Option(names = "--wait", defaultValue = "BLOCKING", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private WaitKind wait;
    @Option(names = "--visitors", defaultValue = "100000", description = "Different visitors (default ${DEFAULT-VALUE}).")
    private int visitors;
    @Option(names = "--distribution", defaultValue = "ZIPF", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Visitors.Distribution distribution;
    @Option(names = "--batch", defaultValue = "64", description = "Events an offer (default ${DEFAULT-VALUE}).")
    private int batch;

    @Override
    public Integer call() throws IOException {
        check(seconds >= 1 && seconds <= 86_400, "--seconds must be 1 to 86,400");
        check(batch >= 1 && batch <= 1_000, "--batch must be 1 to 1,000");
        check(visitors >= 64 && visitors <= 1 << 24, "--visitors must be 64 to 16,777,216");
        final RunSettings settings = new RunSettings(threads, wait, visitors, distribution, batch);
        try (TempFolder folder = new TempFolder(data)) {
            line("pipeline    %s threads, %s wait, %,d visitors (%s), %d events an offer, %d s", lower(threads), lower(wait), visitors,
                lower(distribution), batch, seconds);
            final double disk = DiskProbe.megabytesPerSecond(folder.path());
            final double written = onDisk(settings, folder);
            final double inMemory = inMemory(settings);
            line("in memory   %,.0f events/s with the journal in memory (%,d events)", inMemory, COMPARISON_EVENTS);
            line("disk        %s takes %,.0f MB/s by itself (512 MiB in order, synced); the journal wrote %.0f %% of that",
                folder.fileSystem(), disk, 100 * written / disk);
            return 0;
        }
    }

    /** Runs on the disk and returns MB written a second. */
    private double onDisk(final RunSettings settings, final TempFolder folder) throws IOException {
        try (Journal journal = ChronicleJournal.open(folder.path(), JournalOptions.defaults());
             PipelineRun run = new PipelineRun(settings, journal, 0)) {
            final PipelineDriver driver = run.driver();
            run.whileTrue(() -> driver.accepted() < WARM_UP_EVENTS);
            final Histogram latencyBefore = run.latency();
            final long acceptedBefore = driver.accepted();
            final long bytesBefore = run.journalBytes();
            final long blocksBefore = journal.blocksMapped();
            final long fullBefore = driver.full();
            final Allocation allocation = new Allocation();
            final Ticking clock = new Ticking(seconds);
            final double took = run.whileTrue(() -> clock.goesOn(driver));
            final long events = driver.accepted() - acceptedBefore;
            final long bytes = run.journalBytes() - bytesBefore;
            final double megabytes = bytes / BYTES_PER_MB / took;
            line("throughput  %,.0f events/s over %.1f s (%,d events, %,d decisions so far)", events / took, took, events,
                driver.decisions());
            line("journal     %.0f bytes a frame, %,.0f MB/s, %,d blocks mapped, on %s", bytes / (double) events, megabytes,
                journal.blocksMapped() - blocksBefore, folder.fileSystem());
            line("memory      %,d bytes allocated by all threads (%.4f an event), %,d collections", allocation.bytes(),
                allocation.bytes() / (double) events, allocation.collections());
            line("ring        full at %,d offers", driver.full() - fullBefore);
            final Histogram latency = run.latency();
            latency.subtract(latencyBefore);
            latency(latency);
            return megabytes;
        }
    }

    private double inMemory(final RunSettings settings) {
        try (Journal journal = new MemoryJournal(COMPARISON_BYTES); PipelineRun run = new PipelineRun(settings, journal, 0)) {
            final PipelineDriver driver = run.driver();
            final double took = run.whileTrue(() -> driver.accepted() < COMPARISON_EVENTS);
            return driver.accepted() / took;
        }
    }

    private void latency(final Histogram histogram) {
        line("latency     claim to decision at full load, us: p50 %,.0f p90 %,.0f p99 %,.0f p99.9 %,.0f max %,.0f", micros(histogram, 50),
            micros(histogram, 90), micros(histogram, 99), micros(histogram, 99.9), micros(histogram, 100));
    }

    private static double micros(final Histogram histogram, final double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Ends a run when its time is up, and shows a line a second on a terminal. */
    private final class Ticking {
        private final boolean terminal = Terminal.isTerminal();
        private final long end;
        private long nextLine = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        private long lastAccepted;

        Ticking(final int seconds) {
            end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        }

        boolean goesOn(final PipelineDriver driver) {
            final long now = System.nanoTime();
            if (terminal && now >= nextLine) {
                nextLine += TimeUnit.SECONDS.toNanos(1);
                spec().commandLine().getErr().printf(Locale.ROOT, "\r%,14d events/s   ", driver.accepted() - lastAccepted);
                spec().commandLine().getErr().flush();
                lastAccepted = driver.accepted();
            }
            return now < end;
        }
    }
}
