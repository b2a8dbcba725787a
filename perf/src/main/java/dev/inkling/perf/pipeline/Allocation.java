package dev.inkling.perf.pipeline;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

/** What the threads of this JVM have allocated and how often it was collected, as a difference since it was made. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long bytesAtStart = bytesNow();
    private final long collectionsAtStart = collectionsNow();

    /** Bytes that the threads alive now have allocated since. */
    long bytes() {
        return bytesNow() - bytesAtStart;
    }

    /** Garbage collections since. */
    long collections() {
        return collectionsNow() - collectionsAtStart;
    }

    private static long bytesNow() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())).filter(bytes -> bytes > 0).sum();
    }

    private static long collectionsNow() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }
}
