package dev.inkling.journal;

/** Waits for threads to end. Any thread. */
public final class Threads {
    private Threads() {
    }

    /**
     * Waits until a thread has ended, however often the waiting one is interrupted; the interrupt is kept.
     *
     * @param thread that was told to end
     */
    public static void join(final Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
