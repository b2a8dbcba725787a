package dev.inkling.scoring;

/** SPEC 5, steps 8 and 10: how strong each category is with the visitor, and how pressing the session. */
final class ClusterScorer {
    private static final double HOUR_MS = 3_600_000;
    private static final double HIGH_WEIGHT = 1;
    private static final double MEDIUM_WEIGHT = 0.4;
    private static final double FAST = 0.6;

    private ClusterScorer() {
    }

    static void add(final long[] r, final int at, final int number, final long t, final double intent, final ScoreFigures figures) {
        final int cluster = at + VisitorLayout.cluster(number);
        final long last = r[cluster + 1];
        final boolean restarts = last == VisitorLayout.NEVER || t - last > figures.silenceMs();
        RecordStore.number(r, cluster, restarts ? intent : RecordStore.number(r, cluster) + intent);
        r[cluster + 1] = Math.max(last, t);
    }

    /** Weight of a cluster at t, 0 or more. */
    static double weight(final long[] r, final int at, final int number, final long t, final ScoreFigures figures) {
        final int cluster = at + VisitorLayout.cluster(number);
        final double strength = RecordStore.number(r, cluster);
        if (strength == 0) {
            return 0;
        }
        return strength / (1 + Math.max(0, t - r[cluster + 1]) / HOUR_MS / figures.fadeHours());
    }

    /** Urgency at t: ordinal of {@link Urgency}. */
    static int urgency(final long[] r, final int at, final long t, final double velocity, final ScoreFigures figures) {
        if (velocity >= FAST && Purse.items(r, at) > 0 && !Purse.isForgotten(r, at, t)) {
            return Urgency.HIGH.ordinal();
        }
        // A cluster never weighs more than it is strong.
        if (RecordStore.number(r, at + VisitorLayout.cluster(Catalogue.URGENCY_CLUSTER)) < MEDIUM_WEIGHT) {
            return Urgency.LOW.ordinal();
        }
        final double weight = weight(r, at, Catalogue.URGENCY_CLUSTER, t, figures);
        if (weight >= HIGH_WEIGHT) {
            return Urgency.HIGH.ordinal();
        }
        return (weight >= MEDIUM_WEIGHT ? Urgency.MEDIUM : Urgency.LOW).ordinal();
    }
}
