package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;

/** Runs the decision handler on its own thread. */
final class DecisionStage implements EventHandler<Slot> {
    private final DecisionHandler handler;

    /**
     * A stage.
     *
     * @param handler to run
     */
    DecisionStage(final DecisionHandler handler) {
        this.handler = handler;
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        handler.onSlot(slot);
        if (endOfBatch) {
            handler.onBatchEnd();
        }
    }
}
