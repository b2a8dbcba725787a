package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** SPEC 5, step 11: the risk that the shopper leaves, a decayed sum of bad signs. A moment without a sign adds nothing. */
final class RiskScorer {
    private static final double HALF_LIFE_MS = 120_000;
    private static final double DWELL_S = 3;
    private static final long AFTER_DWELL_MS = 10_000;
    private static final long HESITATION_MS = 10_000;

    private final Decay decay = new Decay(HALF_LIFE_MS);

    /** Scores a moment that is not an outcome; the session's previous moment must still be the one before. */
    void onMoment(
        final UnsafeBuffer record, final int at, final Moment moment, final Role role, final boolean formWasFocused,
        final MomentScores scores) {
        final long t = moment.occurred;
        scores.riskBefore = read(record, at, t);
        scores.risk = scores.riskBefore;
        if (role == Role.PRICING_DWELL && moment.duration >= DWELL_S) {
            record.putLong(at + VisitorLayout.DWELL_AT, Math.max(record.getLong(at + VisitorLayout.DWELL_AT), t));
        }
        final double signs = signOf(record, at, t, role) + (hesitates(record, at, t, role, formWasFocused) ? 0.3 : 0);
        if (signs > 0) {
            scores.risk = Math.min(1, DecayedSum.add(record, at + VisitorLayout.RISK, t, signs, decay));
        }
    }

    /** Risk of a session at t, 0 to 1. */
    double read(final UnsafeBuffer record, final int at, final long t) {
        return Math.min(1, DecayedSum.read(record, at + VisitorLayout.RISK, t, decay));
    }

    private static double signOf(final UnsafeBuffer record, final int at, final long t, final Role role) {
        switch (role) {
            case EXIT_INTENT:
                return 0.6;
            case CART_REMOVE:
                return 0.4;
            case BACK_SCROLL:
                final long dwell = record.getLong(at + VisitorLayout.DWELL_AT);
                return dwell != VisitorLayout.NEVER && t >= dwell && t - dwell <= AFTER_DWELL_MS ? 0.5 : 0.2;
            default:
                return 0;
        }
    }

    private static boolean hesitates(
        final UnsafeBuffer record, final int at, final long t, final Role role, final boolean formWasFocused) {
        return formWasFocused && role != Role.FORM_FIELD_DONE && role != Role.FORM_SUBMIT
            && t - record.getLong(at + VisitorLayout.PREVIOUS_AT) >= HESITATION_MS;
    }
}
