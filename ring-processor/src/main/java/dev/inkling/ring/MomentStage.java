package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;

/** Runs the moment handler on its own thread. */
final class MomentStage implements EventHandler<Slot> {
    private final MomentHandler handler;

    /**
     * A stage.
     *
     * @param handler to run
     */
    MomentStage(final MomentHandler handler) {
        this.handler = handler;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        handler.onSlot(slot, sequence);
        if (endOfBatch) {
            handler.onBatchEnd();
        }
    }
}
