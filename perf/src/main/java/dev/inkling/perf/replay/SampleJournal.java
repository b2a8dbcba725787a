package dev.inkling.perf.replay;

import java.io.IOException;
import java.nio.file.Path;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.SnapshotMaker;
import dev.inkling.ring.ThreadMode;
import dev.inkling.scoring.EngineSettings;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * A journal as a server would have written it, made faster than its time goes: whole visits of sample shoppers, default catalogue and
 * rules, through ring and handlers. Each visit is that of a visitor who is drawn, so visitors come back, sessions end and timers run.
 */
final class SampleJournal {
    private static final long START_MS = 1_750_000_000_000L;
    private static final double NANOS_PER_MS = 1e6;
    /** Mean time from one visit to the next, over all visitors. */
    private static final double MEAN_RETURN_MS = 7_200_000;
    private static final int BATCH = 100;
    private static final int RESULT_BYTES = 1 << 20;

    private final Path folder;
    private final int visitors;
    private final Visits visits;
    private long events;
    /** Clock of the journal that is made. */
    private long nanos;

    /**
     * A journal to be.
     *
     * @param folder       its place
     * @param visitors     in the table and drawn from
     * @param distribution how often each visitor comes
     */
    SampleJournal(final Path folder, final int visitors, final Visitors.Distribution distribution) {
        this.folder = folder;
        this.visitors = visitors;
        visits = new Visits(new Visitors(visitors, distribution, 1), MEAN_RETURN_MS / visitors);
    }

    /**
     * Makes it, or goes on with it.
     *
     * @param more at least so many events, a whole number of batches
     * @return decisions made of them
     */
    long make(final long more) {
        try (Journal journal = open(); Pipeline pipeline = start(journal)) {
            final Intake intake = pipeline.openIntake(RESULT_BYTES, () -> { });
            final Accepted accepted = new Accepted();
            final long before = pipeline.counters().get(Counter.DECISIONS);
            final FrameBatch batch = new FrameBatch(BATCH);
            for (long sent = 0; sent < more; sent += BATCH) {
                batch.clear();
                while (batch.count() < BATCH) {
                    visits.next(batch);
                }
                nanos = (long) (visits.atMs() * NANOS_PER_MS);
                if (intake.offer(batch, 0, 0) != Intake.Offer.TAKEN) {
                    throw new IllegalStateException("the pipeline takes no more");
                }
                intake.drain(accepted);
            }
            if (accepted.events < more) {
                throw new IllegalStateException("of " + more + " only " + accepted.events + " were accepted");
            }
            events += accepted.events;
            // those of timers too, which come back to nobody
            return pipeline.counters().get(Counter.DECISIONS) - before;
        }
    }

    /**
     * How many there are.
     *
     * @return events made so far
     */
    long events() {
        return events;
    }

    /**
     * Makes a snapshot of it, as a server's helper does.
     *
     * @return what came of it
     * @throws IOException when it cannot be written
     */
    SnapshotMaker.Result snapshot() throws IOException {
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            return new SnapshotMaker(journal, new Snapshots(folder)).make(sequence -> { });
        }
    }

    /**
     * Opens it for writing, as a server does at its start.
     *
     * @return the journal
     */
    Journal open() {
        return ChronicleJournal.open(folder, JournalOptions.defaults());
    }

    /**
     * Recovers it, as a server does at its start: from the last snapshot when there is one.
     *
     * @param journal open for writing
     * @return a pipeline that accepts
     */
    Pipeline start(final Journal journal) {
        final NanoClock nanoClock = () -> nanos;
        final EpochClock epochClock = () -> START_MS + (long) (nanos / NANOS_PER_MS);
        final EngineSettings engine = EngineSettings.defaults().withVisitors(visitors);
        return Pipeline.start(new PipelineContext().journal(journal).snapshots(new Snapshots(folder)).threadMode(ThreadMode.INVOKER)
            .nanoClock(nanoClock).epochClock(epochClock)
            .configuration(ConfigurationTexts.defaults().withEngine(engine.toText())));
    }

    /** Counts what comes back. */
    private static final class Accepted implements Intake.Results {
        private long events;

        @Override
        public void onDecision(final int request, final int generation, final DirectBuffer frame, final int offset, final int length,
                               final boolean replayed, final long latencyNanos) {
            // the pipeline counts them
        }

        @Override
        public void onComplete(final int request, final int generation, final int acceptedEvents, final int duplicates,
                               final int refused, final Intake.Durability durability) {
            events += acceptedEvents;
        }

        @Override
        public void onVisitor(final int request, final int generation, final DirectBuffer state, final int offset, final int length) {
            throw new IllegalStateException("nobody asked");
        }
    }
}
