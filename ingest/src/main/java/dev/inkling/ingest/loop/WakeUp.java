package dev.inkling.ingest.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a handler's thread tell an event loop that results are there. One task serves all calls until it has begun to run, so that a
 * batch of results costs the loop one wake-up.
 */
final class WakeUp implements Runnable {
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable task = this::drain;
    private Executor loop;
    private Runnable drain;

    /**
     * Tells where to wake whom; before the first call.
     *
     * @param eventLoop runs the task
     * @param action    what it does there
     */
    void bind(final Executor eventLoop, final Runnable action) {
        loop = eventLoop;
        drain = action;
    }

    /** Called by any thread. */
    @Override
    public void run() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                loop.execute(task);
            } catch (final RejectedExecutionException e) {
                // The loop has ended, and with it everybody who waited for results.
                scheduled.set(false);
            }
        }
    }

    private void drain() {
        scheduled.set(false);
        drain.run();
    }
}
