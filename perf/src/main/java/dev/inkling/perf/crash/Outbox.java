package dev.inkling.perf.crash;

import java.util.ArrayDeque;

/** What is to be sent next: first what nobody knows about, then what is new. Any thread. */
final class Outbox {
    private final ArrayDeque<Batch> unknown = new ArrayDeque<>();
    private final EventMaker events;
    private long next;

    Outbox(final EventMaker events) {
        this.events = events;
    }

    /** The next batch, null when {@code fresh} ones are not wanted and no other is left. */
    synchronized Batch next(final boolean fresh) {
        return !unknown.isEmpty() || !fresh ? unknown.poll() : fresh();
    }

    /** The next batch of new events. */
    synchronized Batch fresh() {
        final Batch batch = events.batch(next);
        next = batch.end();
        return batch;
    }

    /** Takes back a batch that was not acknowledged, to be sent again under the same event ids. */
    synchronized void putBack(final Batch batch) {
        unknown.add(batch);
    }

    /** Events that were sent and not acknowledged; meaningful while nothing is under way. */
    synchronized long unknownEvents() {
        return unknown.stream().mapToLong(Batch::count).sum();
    }
}
