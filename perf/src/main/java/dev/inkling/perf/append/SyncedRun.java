package dev.inkling.perf.append;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/** Batches one after the other, each synced before the next begins, as {@code --durability synced} does. */
final class SyncedRun {
    private static final int DIGITS = 3;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Batches before the clock starts. */
    private static final int WARM_UP = 50;

    private final Histogram batches = new Histogram(HIGHEST_NANOS, DIGITS);
    private double perSecond;

    /** Runs for some seconds with a batch size. */
    void run(final AppendTarget target, final int batch, final int seconds) {
        for (int i = 0; i < WARM_UP; i++) {
            once(target, batch);
        }
        final long start = System.nanoTime();
        final long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long now = start;
        while (now < end) {
            once(target, batch);
            final long after = System.nanoTime();
            batches.recordValue(Math.min(HIGHEST_NANOS, after - now));
            now = after;
        }
        perSecond = batches.getTotalCount() * (double) batch * TimeUnit.SECONDS.toNanos(1) / (now - start);
    }

    private static void once(final AppendTarget target, final int batch) {
        for (int i = 0; i < batch; i++) {
            target.append();
        }
        target.sync();
    }

    /** Appended and synced a second. */
    double perSecond() {
        return perSecond;
    }

    /** From the first append of a batch to the end of its sync, ns. */
    Histogram batches() {
        return batches;
    }
}
