package dev.inkling.scoring;

/** SPEC 5, steps 3 to 6: quality and intent of a moment, velocity and intent of its session. */
final class IntentScorer {
    private static final double FULL_DURATION_S = 30;
    private static final double FULL_DEPTH = 8;

    private final SessionSums sums = new SessionSums();
    private final ScrollBaselines baselines;
    private ScoreFigures figures;

    IntentScorer(final int storefronts) {
        baselines = new ScrollBaselines(storefronts);
    }

    void configure(final ScoreFigures inForce) {
        figures = inForce;
    }

    SessionSums sums() {
        return sums;
    }

    /** Goes on from another; of storefronts that were not there yet nothing is known. */
    void takeOver(final IntentScorer other) {
        baselines.takeOver(other.baselines);
    }

    void save(final StateOutput out) {
        baselines.save(out);
    }

    void load(final StateInput in) throws StateException {
        baselines.load(in);
    }

    /** Scores a moment that is not an outcome, and tells the stage of its session. */
    void onMoment(
        final long[] r, final int at, final Moment moment, final double weight, final MomentType.Ramp ramp, final Role role,
        final MomentScores scores) {
        scores.quality = 0.5 + share(moment.duration, FULL_DURATION_S) + share(moment.depth, FULL_DEPTH);
        final double weighed = weight * scores.quality;
        scores.scrollZ = Double.NaN;
        final double i = ramp == null ? weighed : Math.max(weighed, ramp(moment, ramp, scores));
        scores.momentIntent = i;

        final double velocity = RecordStore.number(r, at + VisitorLayout.VELOCITY);
        scores.velocityBefore = Math.min(1, velocity);
        scores.velocity = scores.velocityBefore;
        final double faster = role == Role.NONE ? 0 : velocityOf(moment, role, scores.sessionAge);
        if (faster > 0) {
            RecordStore.number(r, at + VisitorLayout.VELOCITY, velocity + faster);
            scores.velocity = Math.min(1, velocity + faster);
        }
        sums.add(r, at, moment.occurred, scores.momentStage, i, scores);
    }

    /** Tells the scores as they stand, at an outcome. */
    void onOutcome(final long[] r, final int at, final long t, final MomentScores scores) {
        scores.quality = Double.NaN;
        scores.scrollZ = Double.NaN;
        scores.momentIntent = 0;
        scores.velocity = Math.min(1, RecordStore.number(r, at + VisitorLayout.VELOCITY));
        scores.velocityBefore = scores.velocity;
        scores.intent = sums.intent(r, at, t);
        scores.intentBefore = scores.intent;
        scores.stage = sums.stage(r, at, t);
    }

    private double ramp(final Moment moment, final MomentType.Ramp ramp, final MomentScores scores) {
        if (ramp.input() == MomentType.Input.DURATION) {
            return ramp.at(moment.duration);
        }
        if (moment.scrollVelocity != moment.scrollVelocity) {
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
        return measure == measure ? 0.25 * Math.min(1, measure / full) : 0;
    }

    private double velocityOf(final Moment moment, final Role role, final double sessionAge) {
        if (role == Role.PRODUCT_VIEW) {
            return moment.duration > 0 && moment.duration < figures.shortViewSeconds() ? figures.shortView() : 0;
        }
        if (role == Role.REVIEW_READ) {
            return Math.abs(moment.scrollVelocity) > figures.fastReadSpeed() ? figures.fastRead() : 0;
        }
        return role == Role.CART_ADD && sessionAge <= figures.earlyCartSeconds() ? figures.earlyCart() : 0;
    }
}
