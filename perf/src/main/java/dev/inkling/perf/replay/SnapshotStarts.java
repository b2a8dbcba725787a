package dev.inkling.perf.replay;

import java.io.IOException;

import dev.inkling.journal.Journal;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.SnapshotMaker;

/**
 * What a start takes that goes on from a snapshot, as a server's does: the journal opened for writing, the snapshot loaded, the events
 * behind it replayed. The load is a start with next to nothing behind the snapshot. The JVM is warm, which a server's is not.
 */
final class SnapshotStarts {
    private final SampleJournal sample;
    private final int rounds;

    /**
     * Starts to be measured.
     *
     * @param sample the journal, closed
     * @param rounds how often each kind
     */
    SnapshotStarts(final SampleJournal sample, final int rounds) {
        this.sample = sample;
        this.rounds = rounds;
    }

    /**
     * Makes the snapshot and the events behind it, and measures.
     *
     * @param behind events
     * @return what was found
     * @throws IOException           when the snapshot cannot be made
     * @throws IllegalStateException when a start did not go on from the snapshot, or lost events
     */
    Found measure(final int behind) throws IOException {
        final SnapshotMaker.Result snapshot = sample.snapshot();
        final Starts load = starts(snapshot.sequence(), 0);
        sample.make(behind);
        return new Found(snapshot, load, starts(snapshot.sequence(), behind));
    }

    private Starts starts(final long snapshotSequence, final int behind) {
        final Starts starts = new Starts(new Times(rounds), new Times(rounds), new Times(rounds));
        for (int round = 0; round < rounds; round++) {
            start(starts, snapshotSequence, behind);
        }
        return starts;
    }

    private void start(final Starts starts, final long snapshotSequence, final int behind) {
        Times.clean();
        starts.whole.begin();
        starts.open.begin();
        try (Journal journal = sample.open()) {
            starts.open.end();
            starts.recovery.begin();
            try (Pipeline pipeline = sample.start(journal)) {
                starts.recovery.end();
                starts.whole.end();
                final long from = pipeline.counters().get(Counter.RECOVERED_FROM);
                if (from != snapshotSequence) {
                    throw new IllegalStateException("a start went on from sequence " + from + ", not from the snapshot's");
                }
                if (pipeline.counters().get(Counter.EVENTS_PROCESSED) != sample.events()) {
                    throw new IllegalStateException("a start lost some of " + behind + " events behind the snapshot");
                }
            }
        }
    }

    /**
     * Times of one kind of start.
     *
     * @param open     the journal
     * @param recovery the rest, until it accepts
     * @param whole    both
     */
    record Starts(Times open, Times recovery, Times whole) {
    }

    /**
     * What was found.
     *
     * @param snapshot that was made
     * @param load     starts right behind it
     * @param replay   starts with the events behind it
     */
    record Found(SnapshotMaker.Result snapshot, Starts load, Starts replay) {
    }
}
