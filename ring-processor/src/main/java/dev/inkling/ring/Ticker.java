package dev.inkling.ring;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.NanoClock;

/** Journals a tick whenever nothing else was journaled for a while, so that timers fire without traffic, and the same in replay. */
final class Ticker implements Runnable {
    private final RingPipeline pipeline;
    private final JournalHandler journal;
    private final NanoClock nanoClock;
    private final long tickMs;
    private final Thread thread = new Thread(this, "inkling-ticker");

    /**
     * A ticker that has not started.
     *
     * @param pipeline  to tick
     * @param journal   knows when something was journaled last
     * @param nanoClock of the claims
     * @param tickMs    idleness before a tick
     */
    Ticker(final RingPipeline pipeline, final JournalHandler journal, final NanoClock nanoClock, final long tickMs) {
        this.pipeline = pipeline;
        this.journal = journal;
        this.nanoClock = nanoClock;
        this.tickMs = tickMs;
        thread.setDaemon(true);
    }

    /** Starts its thread. */
    void start() {
        thread.start();
    }

    @Override
    public void run() {
        final long startedNanos = nanoClock.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                final long lastNanos = journal.lastAppendNanos();
                final long idleMs = TimeUnit.NANOSECONDS.toMillis(
                    nanoClock.nanoTime() - (lastNanos == 0 ? startedNanos : lastNanos));
                if (idleMs >= tickMs) {
                    pipeline.tick();
                    Thread.sleep(tickMs);
                } else {
                    Thread.sleep(Math.max(1, tickMs - idleMs));
                }
            }
        } catch (final InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops its thread and waits for it. */
    void stop() {
        thread.interrupt();
        Threads.join(thread);
    }
}
