package dev.inkling.perf.append;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Appends at a fixed rate whatever an append takes, and counts each latency from when it was due: behind a stall, those that had to wait
 * count it as well.
 */
final class PacedRun {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final AppendTarget target;
    private final long ratePerSecond;
    /** Null when no log is kept. */
    private final HistogramLogWriter log;
    private final Histogram second = new Histogram(HIGHEST_NANOS, DIGITS);
    private long start;
    private long appended;
    private long behindNanos;

    PacedRun(final AppendTarget target, final long ratePerSecond, final HistogramLogWriter log) {
        this.target = target;
        this.ratePerSecond = ratePerSecond;
        this.log = log;
    }

    /** Runs, and returns latencies in ns of all but the first seconds. */
    Histogram run(final int warmUpSeconds, final int seconds) {
        start = System.nanoTime();
        appends(warmUpSeconds);
        final Histogram all = new Histogram(HIGHEST_NANOS, DIGITS);
        second.reset();
        long startMs = System.currentTimeMillis();
        for (int i = 0; i < seconds; i++) {
            appends(1);
            final long endMs = System.currentTimeMillis();
            all.add(second);
            if (log != null) {
                second.setStartTimeStamp(startMs);
                second.setEndTimeStamp(endMs);
                log.outputIntervalHistogram(second);
            }
            second.reset();
            startMs = endMs;
        }
        return all;
    }

    /** How late the last append of all ended, ns: above some milliseconds, the rate was not reached. */
    long behindNanos() {
        return behindNanos;
    }

    private void appends(final int seconds) {
        final long end = appended + ratePerSecond * seconds;
        long due = start;
        long now = System.nanoTime();
        for (long i = appended; i < end; i++) {
            due = start + i * NANOS_PER_SECOND / ratePerSecond;
            while (now < due) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            target.append();
            now = System.nanoTime();
            second.recordValue(Math.min(HIGHEST_NANOS, now - due));
        }
        appended = end;
        behindNanos = now - due;
    }
}
