package dev.inkling.ingest.demo;

import java.nio.file.Path;

/**
 * What a demo is to do.
 *
 * @param rate    events a second
 * @param seconds how long
 * @param seed    of all shoppers
 * @param run     prefix of all ids, empty for a new journal
 * @param data    folder of the journal
 */
record DemoOptions(int rate, int seconds, long seed, String run, Path data) {
    /** Shoppers' time runs so much faster than ours, so that a visit of minutes fits into a demo of seconds. */
    private static final int MOST_SPEED = 30;
    /** All of a demo's moments lie within this time, well below the hour beyond which an event is late. */
    private static final double WINDOW_SECONDS = 2_400;
    /** Visits that begin last reach beyond the demo's end by no more than this in the shoppers' time. */
    private static final long SLACK_MS = 600_000;
    /** Nothing is sent with an older timestamp: beyond an hour an event is late. */
    private static final long OLDEST_MS = 3_300_000;
    /** Moments of a visit on average, rounded from what the generator makes. */
    private static final double MOMENTS_A_VISIT = 4.5;

    /** Shoppers' seconds to one of ours. */
    double speed() {
        return Math.min(MOST_SPEED, 1 + WINDOW_SECONDS / seconds);
    }

    /** Mean time between two arrivals, shoppers' ms. */
    double meanGapMs() {
        return 1000 * speed() * MOMENTS_A_VISIT / rate;
    }

    /** Timestamp of a shopper's moment: her time, laid so that it catches up with ours at the end; never in the future. */
    long timestamp(final long startMs, final long atMs, final long nowMs) {
        final long lead = Math.round((speed() - 1) * 1000 * seconds) + SLACK_MS;
        return Math.max(nowMs - OLDEST_MS, Math.min(nowMs, startMs + atMs - lead));
    }

    long events() {
        return (long) rate * seconds;
    }
}
