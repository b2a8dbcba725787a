package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;

/** Runs the moment handler on its own thread. */
final class MomentStage implements EventHandler<Slot> {
    private final RingBuffer<Slot> ring;
    private final MomentHandler handler;
    /** Slots of the present batch that are yet to come. */
    private long left;
    private long fetched = -1;

    /**
     * A stage.
     *
     * @param ring    of the slots
     * @param handler to run
     */
    MomentStage(final RingBuffer<Slot> ring, final MomentHandler handler) {
        this.ring = ring;
        this.handler = handler;
    }

    @Override
    public void onBatchStart(final long batchSize, final long queueDepth) {
        left = batchSize;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (sequence > fetched) {
            fetched = sequence + Math.min(left, MomentProcessor.AHEAD) - 1;
            handler.fetch(ring, sequence, fetched);
        }
        left--;
        handler.onSlot(slot, sequence);
        if (endOfBatch) {
            handler.onBatchEnd();
        }
    }
}
