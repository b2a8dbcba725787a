package dev.inkling.perf.replay;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench replay}: a journal of sample traffic, verified and recovered from warm files, one thread. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Makes a journal of sample traffic with its decisions, then verifies and recovers it several times, on one thread,",
        "its files being in memory. The journal lies in a new folder below --data and is removed at the end;",
        "a million events take about 270 MB."})
public final class ReplayCommand extends BenchCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final double MEGA = 1e6;
    private static final int BEHIND_SNAPSHOT = 1_000_000;

    @Option(names = "--events", defaultValue = "2000000", description = "Events in the journal (default ${DEFAULT-VALUE}).")
    private int events;
    @Option(names = "--visitors", defaultValue = "100000", description = "Different visitors (default ${DEFAULT-VALUE}).")
    private int visitors;
    @Option(names = "--distribution", defaultValue = "ZIPF", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Visitors.Distribution distribution;
    @Option(names = "--rounds", defaultValue = "5", description = "How often (default ${DEFAULT-VALUE}); the first counts as cold.")
    private int rounds;
    @Option(names = "--snapshot", description = "Then makes a snapshot and a million events behind it, and starts from there.")
    private boolean snapshot;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = "Folder below which the journal lies (default: the system's temporary one).")
    private String data;

    @Override
    public Integer call() throws IOException {
        check(events >= 1_000, "--events must be 1,000 or more");
        check(visitors >= 64 && visitors <= 1 << 24, "--visitors must be 64 to 16,777,216");
        check(rounds >= 1 && rounds <= 1_000, "--rounds must be 1 to 1,000");
        try (TempFolder folder = new TempFolder(data)) {
            final SampleJournal journal = new SampleJournal(folder.path(), visitors, distribution);
            final long decisions = journal.make(events);
            line("journal     %,d events, %,d decisions, %,d visitors (%s), on %s", events, decisions, visitors,
                distribution.name().toLowerCase(Locale.ROOT), folder.fileSystem());
            final Times verify = new Times(rounds);
            for (int round = 0; round < rounds; round++) {
                verify(folder, decisions, verify);
            }
            report("verify", verify);
            final Times open = new Times(rounds);
            final Times recovery = new Times(rounds);
            for (int round = 0; round < rounds; round++) {
                recover(journal, open, recovery);
            }
            report("recovery", recovery);
            line("open        the journal for writing: first %.0f ms, then median %.0f ms", open.first() / MILLIS, open.median() / MILLIS);
            if (snapshot) {
                report(new SnapshotStarts(journal, rounds).measure(BEHIND_SNAPSHOT));
            }
            return 0;
        }
    }

    private static void verify(final TempFolder folder, final long decisions, final Times times) {
        Times.clean();
        try (Journal journal = ChronicleJournal.openForReading(folder.path())) {
            times.begin();
            final Verification.Result result = new Verification(journal, false).run(sequence -> { });
            times.end();
            if (result.divergences() > 0 || result.decisions() != decisions) {
                throw new IllegalStateException("the journal does not verify: " + result);
            }
        }
    }

    private void recover(final SampleJournal sample, final Times open, final Times recovery) {
        Times.clean();
        open.begin();
        try (Journal journal = sample.open()) {
            open.end();
            recovery.begin();
            try (Pipeline pipeline = sample.start(journal)) {
                recovery.end();
                if (pipeline.counters().get(Counter.EVENTS_PROCESSED) < events) {
                    throw new IllegalStateException("recovery lost events");
                }
            }
        }
    }

    private void report(final String what, final Times times) {
        line("%-11s %,.0f events/s, %.0f ns an event, %.0f ns of them on a core (medians; fastest %,.0f, first and cold %,.0f events/s)",
            what, events * NANOS / times.median(), (double) times.median() / events, (double) times.medianCpu() / events,
            events * NANOS / times.least(), events * NANOS / times.first());
    }

    private void report(final SnapshotStarts.Found found) {
        final SnapshotStarts.Starts load = found.load();
        final SnapshotStarts.Starts replay = found.replay();
        line("snapshot    %,.1f MB, up to sequence %,d", found.snapshot().bytes() / MEGA, found.snapshot().sequence());
        line("start       right behind it: %,.0f ms = open %,.0f + load %,.0f", load.whole().median() / MILLIS,
            load.open().median() / MILLIS, load.recovery().median() / MILLIS);
        line("start       %,d events behind it: %,.0f ms = open %,.0f + load and replay %,.0f, so replay %,.0f (medians; first %,.0f ms)",
            BEHIND_SNAPSHOT, replay.whole().median() / MILLIS, replay.open().median() / MILLIS, replay.recovery().median() / MILLIS,
            (replay.recovery().median() - load.recovery().median()) / MILLIS, replay.whole().first() / MILLIS);
    }
}
