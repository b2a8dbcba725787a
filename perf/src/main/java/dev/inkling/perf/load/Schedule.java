package dev.inkling.perf.load;

/**
 * When each request of an open loop is meant to leave: evenly spaced, whatever became of those before. A latency measured from that time
 * counts the wait of requests that a stalled server holds up; one measured from the actual sending would leave it out. Immutable.
 */
final class Schedule {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long startNanos;
    private final double gapNanos;
    private final long requests;

    /**
     * A schedule.
     *
     * @param startNanos        of the first request, by the rig's clock
     * @param requestsPerSecond above 0
     * @param seconds           above 0
     */
    Schedule(final long startNanos, final double requestsPerSecond, final double seconds) {
        this.startNanos = startNanos;
        this.gapNanos = NANOS_PER_SECOND / requestsPerSecond;
        this.requests = Math.max(1, Math.round(requestsPerSecond * seconds));
    }

    long requests() {
        return requests;
    }

    /** Intended time of request {@code index}, from 0; nanoseconds of the rig's clock. */
    long intendedNanos(final long index) {
        return startNanos + (long) (index * gapNanos);
    }
}
