package dev.inkling.journal;

import java.lang.management.ManagementFactory;

/** Bytes that the current thread has allocated. */
public final class AllocationMeter {
    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationMeter() {
    }

    /**
     * Bytes so far.
     *
     * @return count since the thread began; reading it allocates nothing
     */
    public static long bytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
