package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** SPEC 5, steps 3 to 6: quality and intent of a moment, velocity and intent of its session. */
final class IntentScorer {
    private static final double HALF_LIFE_MS = 60_000;
    private static final double FULL_INTENT = 3;
    private static final double FULL_DURATION_S = 30;
    private static final double FULL_DEPTH = 8;
    private static final double SHORT_VIEW_S = 30;
    private static final double FAST_READ_PX_S = 200;
    private static final double EARLY_CART_S = 180;

    private final Decay decay = new Decay(HALF_LIFE_MS);
    private final ScrollBaselines baselines;

    IntentScorer(final int storefronts) {
        baselines = new ScrollBaselines(storefronts);
    }

    /** Scores a moment that is not an outcome. */
    void onMoment(
        final UnsafeBuffer record, final int at, final Moment moment, final MomentType type, final Role role, final MomentScores scores) {
        scores.quality = 0.5 + share(moment.duration, FULL_DURATION_S) + share(moment.depth, FULL_DEPTH);
        final double i = Math.max(type.weight() * scores.quality, ramp(moment, type.ramp(), scores));
        scores.momentIntent = i;

        final double velocity = record.getDouble(at + VisitorLayout.VELOCITY);
        final double faster = velocity + velocityOf(moment, role, scores.sessionAge);
        record.putDouble(at + VisitorLayout.VELOCITY, faster);
        scores.velocityBefore = Math.min(1, velocity);
        scores.velocity = Math.min(1, faster);

        final long t = moment.occurred;
        scores.intentBefore = read(record, at, t);
        scores.intent = capped(DecayedSum.add(record, at + VisitorLayout.INTENT, t, i, decay));
    }

    /** Tells the scores as they stand, at an outcome. */
    void onOutcome(final UnsafeBuffer record, final int at, final long t, final MomentScores scores) {
        scores.quality = Double.NaN;
        scores.scrollZ = Double.NaN;
        scores.momentIntent = 0;
        scores.velocity = Math.min(1, record.getDouble(at + VisitorLayout.VELOCITY));
        scores.velocityBefore = scores.velocity;
        scores.intent = read(record, at, t);
        scores.intentBefore = scores.intent;
    }

    /** Intent score of a session at t, 0 to 1. */
    double read(final UnsafeBuffer record, final int at, final long t) {
        return capped(DecayedSum.read(record, at + VisitorLayout.INTENT, t, decay));
    }

    private double ramp(final Moment moment, final MomentType.Ramp ramp, final MomentScores scores) {
        scores.scrollZ = Double.NaN;
        if (ramp == null) {
            return 0;
        }
        if (ramp.input() == MomentType.Input.DURATION) {
            return ramp.at(moment.duration);
        }
        if (Double.isNaN(moment.scrollVelocity)) {
            return 0;
        }
        final double speed = Math.abs(moment.scrollVelocity);
        final double intent = ramp.at(baselines.normalise(moment.storefront, moment.device, speed));
        scores.scrollZ = baselines.z();
        baselines.feed(moment.storefront, moment.device, speed);
        return intent;
    }

    /** A quarter of quality for a measure, in full from a bound on; nothing when unknown. */
    private static double share(final double measure, final double full) {
        return Double.isNaN(measure) ? 0 : 0.25 * Math.min(1, measure / full);
    }

    private static double velocityOf(final Moment moment, final Role role, final double sessionAge) {
        switch (role) {
            case PRODUCT_VIEW:
                return moment.duration > 0 && moment.duration < SHORT_VIEW_S ? 0.3 : 0;
            case REVIEW_READ:
                return Math.abs(moment.scrollVelocity) > FAST_READ_PX_S ? 0.4 : 0;
            case CART_ADD:
                return sessionAge <= EARLY_CART_S ? 0.6 : 0;
            default:
                return 0;
        }
    }

    private static double capped(final double sum) {
        return Math.min(1, sum / FULL_INTENT);
    }
}
