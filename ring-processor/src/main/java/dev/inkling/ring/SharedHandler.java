package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;

/**
 * All three handlers on one thread, a few dozen slots at a time, so that each finds in the nearest cache what the one before it read.
 * Where a sync is promised the journal takes the whole batch first: one sync for all of it, before anything is decided on. Confined to
 * one thread.
 */
final class SharedHandler implements EventHandler<Slot> {
    private static final long NONE = -1;
    private static final int STEP = Math.min(SlotsAhead.SLOTS, MomentProcessor.AHEAD);

    private final RingBuffer<Slot> ring;
    private final JournalHandler journal;
    private final MomentHandler moments;
    private final DecisionHandler decisions;
    private long from = NONE;

    /**
     * Joins the handlers.
     *
     * @param ring      of the slots
     * @param journal   first
     * @param moments   second
     * @param decisions last
     */
    SharedHandler(
        final RingBuffer<Slot> ring, final JournalHandler journal, final MomentHandler moments, final DecisionHandler decisions) {
        this.ring = ring;
        this.journal = journal;
        this.moments = moments;
        this.decisions = decisions;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (from == NONE) {
            from = sequence;
        }
        if (endOfBatch) {
            final long first = from;
            // Before anything can fail: these slots must not be gone through again.
            from = NONE;
            finish(first, sequence);
        }
    }

    private void finish(final long start, final long to) {
        if (journal.isSynced()) {
            journal.onBatch(ring, start, to);
        } else {
            journal.onBatchStart();
        }
        for (long first = start; first <= to; first += STEP) {
            final long last = Math.min(to, first + STEP - 1);
            if (!journal.isSynced()) {
                journal.onSlots(ring, first, last);
            }
            decide(first, last);
        }
        if (!journal.isSynced()) {
            journal.onBatchEnd();
        }
        moments.onBatchEnd();
        decisions.onBatchEnd();
    }

    private void decide(final long first, final long last) {
        moments.fetch(ring, first, last);
        for (long sequence = first; sequence <= last; sequence++) {
            final Slot slot = ring.get(sequence);
            moments.onSlot(slot, sequence);
            decisions.onSlot(slot);
        }
    }
}
