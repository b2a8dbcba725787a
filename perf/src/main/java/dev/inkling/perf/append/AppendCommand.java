package dev.inkling.perf.append;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench append}: the journal's appends beside those of the plain library, in turn, at one rate; or synced, by batch size. */
@Command(name = "append", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Appends sealed frames at a fixed rate to the journal and to Chronicle Queue by itself, in turn,",
        "and tells latencies from when each was due. Each run has a new folder below --data, removed at its end."})
public final class AppendCommand extends BenchCommand implements Callable<Integer> {
    private static final long MEBI = 1L << 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MAX_BLOCK_MB = 1024;
    private static final int JOURNAL = 0;
    /** Appends nowhere: what is left are the machine's own stalls. */
    private static final int NOWHERE = -1;

    @Option(names = "--rate", defaultValue = "500000", description = "Appends a second (default ${DEFAULT-VALUE}).")
    private long rate;
    @Option(names = "--seconds", defaultValue = "10", description = "Each run (default ${DEFAULT-VALUE}).")
    private int seconds;
    @Option(names = "--warm-up", defaultValue = "2", description = "Seconds of each run that are not counted (default ${DEFAULT-VALUE}).")
    private int warmUp;
    @Option(names = "--rounds", defaultValue = "3", description = "Medians are over these (default ${DEFAULT-VALUE}).")
    private int rounds;
    @Option(names = "--bytes", defaultValue = "96", description = "Length of a frame (default ${DEFAULT-VALUE}).")
    private int bytes;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = "Folder below which the files lie (default: the system's temporary one).")
    private String data;
    @Option(names = "--blocks", paramLabel = "MIB", split = ",", defaultValue = "4,16,64,256",
        description = "Block sizes of the library in MiB (default ${DEFAULT-VALUE}); 0 runs the journal alone.")
    private List<Integer> blocks;
    @Option(names = "--hdr", paramLabel = "DIR", description = "Keep a histogram of each second in .hdr logs there.")
    private Path hdr;
    @Option(names = "--synced", description = "Sync each batch, as fast as that goes: a table by batch size.")
    private boolean synced;
    @Option(names = "--batches", split = ",", defaultValue = "1,8,32,128,512,2048",
        description = "Batch sizes with --synced (default ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Override
    public Integer call() throws IOException {
        check(rate >= 1 && rate <= 10_000_000, "--rate must be 1 to 10,000,000");
        check(seconds >= 1 && seconds <= 86_400 && warmUp >= 0 && warmUp <= 3_600, "--seconds must be 1 to 86,400, --warm-up 0 to 3,600");
        check(rounds >= 1 && rounds <= 1_000, "--rounds must be 1 to 1,000");
        check(bytes >= SampleFrame.MIN_BYTES && bytes <= SampleFrame.MAX_BYTES,
            "--bytes must be " + SampleFrame.MIN_BYTES + " to " + SampleFrame.MAX_BYTES);
        check(blocks.stream().allMatch(mb -> mb == 0 || mb >= 1 && mb <= MAX_BLOCK_MB && Integer.bitCount(mb) == 1),
            "--blocks must be powers of two up to " + MAX_BLOCK_MB + ", or 0");
        check(batches.stream().allMatch(batch -> batch >= 1 && batch <= 1_000_000), "--batches must be 1 to 1,000,000");
        try (TempFolder folder = new TempFolder(data)) {
            if (synced) {
                synced(folder.fileSystem());
            } else {
                paced(folder.fileSystem());
            }
        }
        return 0;
    }

    private void paced(final String fileSystem) throws IOException {
        line("append      %,d a second of %d bytes (%.0f MB/s), %d s after %d s of warm-up, %d rounds in turn, on %s", rate, bytes,
            rate * bytes / 1e6, seconds, warmUp, rounds, fileSystem);
        line("%-14s %s  us from when it was due", "", Percentiles.HEAD);
        final Map<String, Percentiles> all = new LinkedHashMap<>();
        // The first round of all is the compiler's, which takes a core for itself: shown by nothing, counted nowhere.
        for (final int block : modes()) {
            run(block, 0, null);
        }
        for (int round = 1; round <= rounds; round++) {
            for (final int block : modes()) {
                final String name = name(block);
                final Histogram histogram = run(block, seconds, log(name(block), round));
                all.computeIfAbsent(name, key -> new Percentiles()).add(histogram);
                line("%-14s %s  round %d", name, Percentiles.line(histogram), round);
            }
        }
        all.forEach((name, percentiles) -> line("%-14s %s  median of %d", name, percentiles.median(), rounds));
    }

    /** The journal comes first: opening it silences the library before its first class loads. */
    private int[] modes() {
        return IntStream.concat(IntStream.of(JOURNAL, NOWHERE), blocks.stream().mapToInt(mb -> mb).filter(mb -> mb > 0)).toArray();
    }

    private static String name(final int block) {
        return switch (block) {
            case JOURNAL -> "inkling";
            case NOWHERE -> "nothing";
            default -> "library-" + block + "M";
        };
    }

    private AppendTarget open(final TempFolder folder, final int block) {
        final SampleFrame frame = new SampleFrame(bytes);
        return switch (block) {
            case JOURNAL -> new JournalTarget(folder.path(), frame);
            case NOWHERE -> new NowhereTarget();
            default -> new LibraryTarget(folder.path(), frame, block * MEBI);
        };
    }

    private Histogram run(final int block, final int counted, final PrintStream log) throws IOException {
        try (PrintStream file = log; TempFolder folder = new TempFolder(data); AppendTarget target = open(folder, block)) {
            final PacedRun run = new PacedRun(target, rate, file == null ? null : begin(file));
            final Histogram histogram = run.run(warmUp, counted);
            if (counted > 0 && run.behindNanos() > 100 * NANOS_PER_MILLI) {
                line("%-14s was %,.0f ms behind at its end: the rate was not reached", name(block), run.behindNanos() / NANOS_PER_MILLI);
            }
            return histogram;
        }
    }

    /** Null when no logs are wished for. */
    private PrintStream log(final String name, final int round) throws IOException {
        if (hdr == null) {
            return null;
        }
        Files.createDirectories(hdr);
        return new PrintStream(hdr.resolve(name + "-" + bytes + "-" + round + ".hdr").toFile(), StandardCharsets.UTF_8);
    }

    private static HistogramLogWriter begin(final PrintStream file) {
        final HistogramLogWriter log = new HistogramLogWriter(file);
        final long now = System.currentTimeMillis();
        log.outputComment("[Latency of appends from when they were due, nanoseconds]");
        log.outputLogFormatVersion();
        log.outputStartTime(now);
        log.setBaseTime(now);
        log.outputLegend();
        return log;
    }

    private void synced(final String fileSystem) {
        line("append      batches of %d-byte frames, each synced, %d s a size, on %s", bytes, seconds, fileSystem);
        line("%8s %12s %s  us, first append to end of sync", "batch", "frames/s", Percentiles.HEAD);
        for (final int batch : batches) {
            try (TempFolder folder = new TempFolder(data); AppendTarget target = open(folder, JOURNAL)) {
                final SyncedRun run = new SyncedRun();
                run.run(target, batch, seconds);
                line("%,8d %,12.0f %s", batch, run.perSecond(), Percentiles.line(run.batches()));
            }
        }
    }
}
