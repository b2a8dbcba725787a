package dev.inkling.ring;

import java.util.concurrent.locks.LockSupport;

/** Whether due timers wait for the next frame: the moment handler tells, the ticker asks, and is woken when there come to be some. */
final class TimerBacklog {
    private volatile boolean waiting;
    private volatile Thread ticker;

    /**
     * Who is to be woken.
     *
     * @param thread started or not
     */
    void wake(final Thread thread) {
        ticker = thread;
    }

    /**
     * Tells how it is. The moment handler's thread only.
     *
     * @param areWaiting whether timers are due that no frame handled yet
     */
    void set(final boolean areWaiting) {
        if (areWaiting != waiting) {
            waiting = areWaiting;
            if (areWaiting) {
                LockSupport.unpark(ticker);
            }
        }
    }

    /**
     * How it is. Any thread.
     *
     * @return whether a tick is wanted at once
     */
    boolean isWaiting() {
        return waiting;
    }
}
