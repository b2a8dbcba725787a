package dev.inkling.perf.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** What rounds of the same work took, on the clock and of the calling thread's processor time. Confined to one thread. */
final class Times {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long[] nanos;
    private final long[] cpuNanos;
    private int round;

    Times(final int rounds) {
        nanos = new long[rounds];
        cpuNanos = new long[rounds];
    }

    /** Takes away what an earlier round left: a server that starts has none of it to collect. */
    static void clean() {
        System.gc();
    }

    void begin() {
        cpuNanos[round] = -THREADS.getCurrentThreadCpuTime();
        nanos[round] = -System.nanoTime();
    }

    void end() {
        nanos[round] += System.nanoTime();
        cpuNanos[round] += THREADS.getCurrentThreadCpuTime();
        round++;
    }

    long first() {
        return nanos[0];
    }

    long least() {
        return Arrays.stream(nanos).min().orElseThrow();
    }

    /** Nanoseconds of all rounds but the first, if there are more. */
    long median() {
        return median(nanos);
    }

    /** The same of the thread's own time. */
    long medianCpu() {
        return median(cpuNanos);
    }

    private static long median(final long[] times) {
        final long[] warm = Arrays.copyOfRange(times, times.length > 1 ? 1 : 0, times.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}
