package dev.inkling.perf.load;

import org.HdrHistogram.Histogram;

/** Counts and times of one run; filled by the sender's thread, read when it has ended. */
final class LoadResult {
    /** A minute: longer waits count as one. */
    static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    final Histogram latency = new Histogram(HIGHEST_NANOS, DIGITS);
    final Histogram interval = new Histogram(HIGHEST_NANOS, DIGITS);
    final Histogram senderLag = new Histogram(HIGHEST_NANOS, DIGITS);
    long sends;
    long notSent;
    long unanswered;
    long eventsSent;
    long accepted;
    long duplicates;
    long decisions;
    long refusedFull;
    long errors;
    String firstError = "";
    double elapsedSeconds;

    void onLatency(final long nanos) {
        final long bounded = Math.max(0, Math.min(nanos, HIGHEST_NANOS));
        latency.recordValue(bounded);
        interval.recordValue(bounded);
    }

    void onLag(final long nanos) {
        senderLag.recordValue(Math.max(0, Math.min(nanos, HIGHEST_NANOS)));
    }

    void onError(final String what) {
        errors++;
        if (firstError.isEmpty()) {
            firstError = what;
        }
    }
}
