package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** SPEC 5, step 9: the stage of a session is the one with the largest decayed sum of intent; the later one of equals. */
final class StageScorer {
    /** How many stages there are. */
    static final int STAGES = Stage.values().length;

    private static final double HALF_LIFE_MS = 60_000;
    private static final long AFTER_PURCHASE_MS = 2L * 60 * 60 * 1_000;
    /** Sums this close are equal: what differs is rounding. */
    private static final double TIE = 1e-9;

    private final Decay decay = new Decay(HALF_LIFE_MS);

    /** Stage of a moment (SPEC 4): that of its type, unless its visitor has bought within two hours before. */
    static int ofMoment(final UnsafeBuffer record, final int at, final long t, final MomentType type) {
        final long purchase = record.getLong(at + VisitorLayout.PURCHASE_AT);
        final boolean follows = purchase != VisitorLayout.NEVER && t >= purchase && t - purchase <= AFTER_PURCHASE_MS;
        return (follows ? Stage.POST_PURCHASE : type.stage()).ordinal();
    }

    void add(final UnsafeBuffer record, final int at, final int stage, final long t, final double intent) {
        DecayedSum.add(record, sum(at, stage), t, intent, decay);
    }

    /** Stage of the session at t: ordinal of {@link Stage}. */
    int read(final UnsafeBuffer record, final int at, final long t) {
        double largest = 0;
        for (int stage = 0; stage < STAGES; stage++) {
            largest = Math.max(largest, DecayedSum.read(record, sum(at, stage), t, decay));
        }
        if (largest == 0) {
            return Stage.RESEARCH.ordinal();
        }
        int latest = STAGES - 1;
        while (DecayedSum.read(record, sum(at, latest), t, decay) < largest - TIE) {
            latest--;
        }
        return latest;
    }

    private static int sum(final int at, final int stage) {
        return at + VisitorLayout.STAGES + stage * DecayedSum.BYTES;
    }
}
