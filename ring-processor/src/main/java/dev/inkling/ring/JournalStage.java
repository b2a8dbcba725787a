package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;

/** Runs the journal handler on its own thread, a batch at a time. */
final class JournalStage implements EventHandler<Slot> {
    private static final long NONE = -1;

    private final RingBuffer<Slot> ring;
    private final JournalHandler handler;
    private long from = NONE;

    /**
     * A stage.
     *
     * @param ring    of the slots
     * @param handler to run
     */
    JournalStage(final RingBuffer<Slot> ring, final JournalHandler handler) {
        this.ring = ring;
        this.handler = handler;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (from == NONE) {
            from = sequence;
        }
        if (endOfBatch) {
            final long first = from;
            from = NONE;
            handler.onBatch(ring, first, sequence);
        }
    }
}
