package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;

/**
 * All three handlers on one thread: the journal takes the whole batch (and syncs it where that is promised), then moments and
 * decisions go slot by slot. Confined to one thread.
 */
final class SharedHandler implements EventHandler<Slot> {
    private static final long NONE = -1;

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
            finish(sequence);
        }
    }

    private void finish(final long to) {
        journal.onBatch(ring, from, to);
        for (long first = from; first <= to; first += MomentProcessor.AHEAD) {
            final long last = Math.min(to, first + MomentProcessor.AHEAD - 1);
            moments.fetch(ring, first, last);
            for (long sequence = first; sequence <= last; sequence++) {
                final Slot slot = ring.get(sequence);
                moments.onSlot(slot, sequence);
                decisions.onSlot(slot);
            }
        }
        moments.onBatchEnd();
        decisions.onBatchEnd();
        from = NONE;
    }
}
