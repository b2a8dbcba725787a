package dev.inkling.ring;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies from claim to decision. One handler records without allocation; any thread takes snapshots.
 */
final class LatencyTracker {
    /** A minute; what took longer counts as that. */
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_NANOS, DIGITS);
    private final Histogram total = new Histogram(HIGHEST_NANOS, DIGITS);
    private Histogram interval;

    /**
     * Records one. Decision handler only.
     *
     * @param nanos latency
     */
    void record(final long nanos) {
        recorder.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, nanos)));
    }

    /**
     * All so far.
     *
     * @return a copy, nanoseconds
     */
    synchronized Histogram snapshot() {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        return total.copy();
    }
}
