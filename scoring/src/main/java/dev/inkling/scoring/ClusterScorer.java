package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** SPEC 5, steps 8 and 10: how strong each category is with the visitor, and how pressing the session. */
final class ClusterScorer {
    private static final double DAY_HOURS = 24;
    private static final double HOUR_MS = 3_600_000;
    private static final long SILENCE_MS = 24L * 60 * 60 * 1_000;
    private static final int LAST = 8;
    private static final double HIGH_WEIGHT = 1;
    private static final double MEDIUM_WEIGHT = 0.4;
    private static final double FAST = 0.6;

    private ClusterScorer() {
    }

    static void add(final UnsafeBuffer record, final int at, final int number, final long t, final double intent) {
        final int cluster = at + VisitorLayout.cluster(number);
        final long last = record.getLong(cluster + LAST);
        final boolean restarts = last == VisitorLayout.NEVER || t - last > SILENCE_MS;
        record.putDouble(cluster, restarts ? intent : record.getDouble(cluster) + intent);
        record.putLong(cluster + LAST, Math.max(last, t));
    }

    /** Weight of a cluster at t, 0 or more. */
    static double weight(final UnsafeBuffer record, final int at, final int number, final long t) {
        final int cluster = at + VisitorLayout.cluster(number);
        final double strength = record.getDouble(cluster);
        if (strength == 0) {
            return 0;
        }
        return strength / (1 + Math.max(0, t - record.getLong(cluster + LAST)) / HOUR_MS / DAY_HOURS);
    }

    /** Urgency at t: ordinal of {@link Urgency}. */
    static int urgency(final UnsafeBuffer record, final int at, final long t, final double velocity) {
        final double weight = weight(record, at, Catalogue.URGENCY_CLUSTER, t);
        if (weight >= HIGH_WEIGHT
            || record.getInt(at + VisitorLayout.CART_ITEMS) > 0 && velocity >= FAST && !Purse.isForgotten(record, at, t)) {
            return Urgency.HIGH.ordinal();
        }
        return (weight >= MEDIUM_WEIGHT ? Urgency.MEDIUM : Urgency.LOW).ordinal();
    }
}
