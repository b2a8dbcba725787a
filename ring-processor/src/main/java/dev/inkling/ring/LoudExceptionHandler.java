package dev.inkling.ring;

import com.lmax.disruptor.ExceptionHandler;

/**
 * Takes what a handler did not catch itself. The consumer goes on, so the ring does not fill up, but nothing more is accepted.
 */
final class LoudExceptionHandler implements ExceptionHandler<Slot> {
    private final PipelineState state;

    /**
     * A handler.
     *
     * @param state to fail
     */
    LoudExceptionHandler(final PipelineState state) {
        this.state = state;
    }

    @Override
    public void handleEventException(final Throwable failure, final long sequence, final Slot slot) {
        state.fail("a handler failed at slot " + sequence + " of the ring: " + failure + "; restart", failure);
    }

    @Override
    public void handleOnStartException(final Throwable failure) {
        state.fail("a handler could not start: " + failure + "; restart", failure);
    }

    @Override
    public void handleOnShutdownException(final Throwable failure) {
        state.fail("a handler could not end: " + failure, failure);
    }
}
