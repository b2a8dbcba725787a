package dev.inkling.scoring;

/**
 * SPEC 5, step 11: the risk that the shopper leaves, a decayed sum of bad signs. A moment without a sign adds nothing. The sum stands
 * beside the time of its latest addition, its stamp, and is read at a time or at its stamp, whichever is later.
 */
final class RiskScorer {
    private static final double HALF_LIFE_MS = 120_000;
    private static final long AFTER_DWELL_MS = 10_000;
    private static final long HESITATION_MS = 10_000;
    private static final int STAMP = VisitorLayout.RISK + 1;

    private final Decay decay = new Decay(HALF_LIFE_MS);

    /** Starts anew. */
    static void clear(final long[] r, final int at) {
        r[at + VisitorLayout.RISK] = 0;
        r[at + STAMP] = VisitorLayout.NEVER;
    }

    /** Scores a moment that is not an outcome; the session's previous moment must still be the one before. */
    void onMoment(
        final long[] r, final int at, final Moment moment, final Role role, final boolean formWasFocused, final ScoreFigures figures,
        final MomentScores scores) {
        final long t = moment.occurred;
        final double before = sum(r, at, t);
        scores.riskBefore = Math.min(1, before);
        scores.risk = scores.riskBefore;
        if (role == Role.NONE && !formWasFocused) {
            return;
        }
        if (role == Role.PRICING_DWELL && moment.duration >= figures.dwellSeconds()) {
            r[at + VisitorLayout.DWELL_AT] = Math.max(r[at + VisitorLayout.DWELL_AT], t);
        }
        final double signs = signOf(r, at, t, role) + (formWasFocused && hesitates(r, at, t, role) ? 0.3 : 0);
        if (signs > 0) {
            scores.risk = Math.min(1, add(r, at, t, before, signs));
        }
    }

    private double add(final long[] r, final int at, final long t, final double before, final double signs) {
        final long stamp = r[at + STAMP];
        final double sum = before + (t >= stamp ? signs : signs * decay.factor(stamp - t));
        r[at + STAMP] = Math.max(stamp, t);
        RecordStore.number(r, at + VisitorLayout.RISK, sum);
        return sum;
    }

    /** Risk of a session at t, 0 to 1. */
    double read(final long[] r, final int at, final long t) {
        return Math.min(1, sum(r, at, t));
    }

    private double sum(final long[] r, final int at, final long t) {
        final double sum = RecordStore.number(r, at + VisitorLayout.RISK);
        final long stamp = r[at + STAMP];
        return sum == 0 || t <= stamp ? sum : sum * decay.factor(t - stamp);
    }

    private static double signOf(final long[] r, final int at, final long t, final Role role) {
        if (role == Role.EXIT_INTENT) {
            return 0.6;
        }
        if (role == Role.CART_REMOVE) {
            return 0.4;
        }
        if (role == Role.BACK_SCROLL) {
            final long dwell = r[at + VisitorLayout.DWELL_AT];
            return dwell != VisitorLayout.NEVER && t >= dwell && t - dwell <= AFTER_DWELL_MS ? 0.5 : 0.2;
        }
        return 0;
    }

    private static boolean hesitates(final long[] r, final int at, final long t, final Role role) {
        return role != Role.FORM_FIELD_DONE && role != Role.FORM_SUBMIT && t - r[at + VisitorLayout.PREVIOUS_AT] >= HESITATION_MS;
    }
}
