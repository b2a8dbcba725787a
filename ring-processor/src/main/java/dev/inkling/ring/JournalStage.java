package dev.inkling.ring;

import com.lmax.disruptor.EventHandler;

/** Runs the journal handler on its own thread. */
final class JournalStage implements EventHandler<Slot> {
    private final JournalHandler handler;

    /**
     * A stage.
     *
     * @param handler to run
     */
    JournalStage(final JournalHandler handler) {
        this.handler = handler;
    }

    @Override
    public void onBatchStart(final long batchSize, final long queueDepth) {
        handler.onBatchStart();
    }

    @Override
    public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
        handler.onSlot(slot);
        if (endOfBatch) {
            handler.onBatchEnd();
        }
    }
}
