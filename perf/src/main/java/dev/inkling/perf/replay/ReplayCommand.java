package dev.inkling.perf.replay;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench replay}: a journal of sample traffic, verified and recovered from warm files, one thread. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Makes a journal of sample traffic with its decisions, then verifies and recovers it several times, on one thread,",
        "its files being in memory. The journal lies in a new folder below --data and is removed at the end;",
        "a million events take about 270 MB."})
public final class ReplayCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;

    @Spec
    private CommandSpec spec;
    @Option(names = "--events", defaultValue = "2000000", description = "Events in the journal (default ${DEFAULT-VALUE}).")
    private int events;
    @Option(names = "--visitors", defaultValue = "100000", description = "Different visitors (default ${DEFAULT-VALUE}).")
    private int visitors;
    @Option(names = "--distribution", defaultValue = "ZIPF", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Visitors.Distribution distribution;
    @Option(names = "--rounds", defaultValue = "5", description = "How often (default ${DEFAULT-VALUE}); the first counts as cold.")
    private int rounds;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = "Folder below which the journal lies (default: the system's temporary one).")
    private String data;

    @Override
    public Integer call() {
        check(events >= 1_000, "--events must be 1,000 or more");
        check(visitors >= 64 && visitors <= 1 << 24, "--visitors must be 64 to 16,777,216");
        check(rounds >= 1 && rounds <= 1_000, "--rounds must be 1 to 1,000");
        try (TempFolder folder = new TempFolder(data)) {
            final SampleJournal journal = new SampleJournal(folder.path(), visitors);
            final long decisions = journal.make(events, distribution);
            line("journal     %,d events, %,d decisions, %,d visitors (%s), on %s", events, decisions, visitors,
                distribution.name().toLowerCase(Locale.ROOT), folder.fileSystem());
            final long[] verified = new long[rounds];
            for (int round = 0; round < rounds; round++) {
                verified[round] = verify(folder, decisions);
            }
            report("verify", verified);
            final long[] opened = new long[rounds];
            final long[] recovered = new long[rounds];
            for (int round = 0; round < rounds; round++) {
                recover(journal, round, opened, recovered);
            }
            report("recovery", recovered);
            line("open        the journal for writing: first %.0f ms, then median %.0f ms", opened[0] / MILLIS, median(opened) / MILLIS);
            return 0;
        }
    }

    private static long verify(final TempFolder folder, final long decisions) {
        try (Journal journal = ChronicleJournal.openForReading(folder.path())) {
            final long began = System.nanoTime();
            final Verification.Result result = new Verification(journal, false).run(sequence -> { });
            final long took = System.nanoTime() - began;
            if (result.divergences() > 0 || result.decisions() != decisions) {
                throw new IllegalStateException("the journal does not verify: " + result);
            }
            return took;
        }
    }

    private void recover(final SampleJournal sample, final int round, final long[] opened, final long[] recovered) {
        final long began = System.nanoTime();
        try (Journal journal = sample.open()) {
            final long open = System.nanoTime();
            try (Pipeline pipeline = sample.start(journal)) {
                recovered[round] = System.nanoTime() - open;
                opened[round] = open - began;
                if (pipeline.counters().get(Counter.EVENTS_PROCESSED) < events) {
                    throw new IllegalStateException("recovery lost events");
                }
            }
        }
    }

    private void report(final String what, final long[] nanos) {
        final long median = median(nanos);
        line("%-11s %,.0f events/s (median; %.0f ns an event; fastest %,.0f, first and cold %,.0f)", what, events * NANOS / median,
            (double) median / events, events * NANOS / Arrays.stream(nanos).min().orElseThrow(), events * NANOS / nanos[0]);
    }

    /** Of all rounds but the first, if there are more. */
    private static long median(final long[] nanos) {
        final long[] warm = Arrays.copyOfRange(nanos, nanos.length > 1 ? 1 : 0, nanos.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private void line(final String format, final Object... arguments) {
        final PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }

    private void check(final boolean good, final String message) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
