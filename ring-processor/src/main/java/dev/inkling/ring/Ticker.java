package dev.inkling.ring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.journal.Threads;
import org.agrona.concurrent.NanoClock;

/**
 * Journals a tick whenever nothing else was journaled for a while, so that timers fire without traffic, and the same in replay. While more
 * are due than a frame handles it ticks every millisecond, and less often again where its ticks are not journaled.
 */
final class Ticker implements Runnable {
    private final RingPipeline pipeline;
    private final JournalHandler journal;
    private final NanoClock nanoClock;
    private final long tickMs;
    private final TimerBacklog backlog;
    private final Thread thread = new Thread(this, "inkling-ticker");

    /**
     * A ticker that has not started.
     *
     * @param pipeline  to tick
     * @param journal   knows when something was journaled last
     * @param nanoClock of the claims
     * @param tickMs    idleness before a tick
     * @param backlog   knows whether due timers wait for a frame
     */
    Ticker(
        final RingPipeline pipeline, final JournalHandler journal, final NanoClock nanoClock, final long tickMs,
        final TimerBacklog backlog) {
        this.pipeline = pipeline;
        this.journal = journal;
        this.nanoClock = nanoClock;
        this.tickMs = tickMs;
        this.backlog = backlog;
        backlog.wake(thread);
        thread.setDaemon(true);
    }

    /** Starts its thread. */
    void start() {
        thread.start();
    }

    @Override
    public void run() {
        final long startedNanos = nanoClock.nanoTime();
        long waitMs = 1;
        while (!Thread.currentThread().isInterrupted()) {
            final long lastNanos = journal.lastAppendNanos();
            final long idleMs = TimeUnit.NANOSECONDS.toMillis(
                nanoClock.nanoTime() - (lastNanos == 0 ? startedNanos : lastNanos));
            if (backlog.isWaiting()) {
                pipeline.tick();
                pause(waitMs);
                waitMs = journal.lastAppendNanos() == lastNanos ? Math.min(tickMs, 2 * waitMs) : 1;
            } else if (idleMs >= tickMs) {
                pipeline.tick();
                pause(tickMs);
            } else {
                pause(Math.max(1, tickMs - idleMs));
            }
        }
    }

    /** Ends early when timers come to wait, or the thread is to stop. */
    private static void pause(final long ms) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    /** Stops its thread and waits for it. */
    void stop() {
        thread.interrupt();
        Threads.join(thread);
    }
}
