package dev.inkling.scoring;

/** SPEC 5, steps 1 to 11, in their order, over the record of one visitor. */
final class Scorer {
    private static final long AFTER_PURCHASE_MS = 2L * 60 * 60 * 1_000;

    private final SessionTracker sessions;
    private final IntentScorer intents;
    private final RiskScorer risks = new RiskScorer();
    private final Purse purse = new Purse();
    private final MomentScores scores = new MomentScores();
    private Catalogue catalogue;
    private ScoreFigures figures;

    Scorer(final EngineSettings settings) {
        sessions = new SessionTracker(settings);
        intents = new IntentScorer(settings.storefronts().size());
    }

    void configure(final Catalogue inForce) {
        catalogue = inForce;
        figures = inForce.figures();
        intents.configure(figures);
    }

    MomentScores scores() {
        return scores;
    }

    SessionSums sums() {
        return intents.sums();
    }

    RiskScorer risks() {
        return risks;
    }

    Purse purse() {
        return purse;
    }

    /** Goes on from another. */
    void takeOver(final Scorer other) {
        intents.takeOver(other.intents);
        purse.takeOver(other.purse);
    }

    void save(final StateOutput out) {
        out.section("scores");
        intents.save(out);
        purse.save(out);
    }

    void load(final StateInput in) throws StateException {
        in.section("scores");
        intents.load(in);
        purse.load(in);
    }

    void onMoment(final long[] r, final int at, final Moment moment, final int type) {
        final Role role = catalogue.role(type);
        final long t = moment.occurred;
        scores.type = type;
        scores.scored = catalogue.scored(type);
        sessions.onMoment(r, at, moment, scores);
        PageTracker.onMoment(r, at, moment, role, scores);
        scores.profileBefore = ProfileScorer.read(r, at, figures);
        purse.onMoment(r, at, moment, role);
        scores.momentStage = stage(r, at, t, catalogue.stageOfType(type));
        if (scores.scored) {
            score(r, at, moment, type, role);
        } else {
            intents.onOutcome(r, at, t, scores);
            ProfileScorer.remember(r, at, t, type);
            scores.risk = risks.read(r, at, t);
            scores.riskBefore = scores.risk;
        }
        scores.moments = MomentCounts.moments(r, at);
        scores.profile = ProfileScorer.read(r, at, figures);
        scores.urgency = ClusterScorer.urgency(r, at, t, scores.velocity, figures);
    }

    private void score(final long[] r, final int at, final Moment moment, final int type, final Role role) {
        final long t = moment.occurred;
        intents.onMoment(r, at, moment, catalogue.weight(type), catalogue.ramp(type), role, scores);
        ClusterScorer.add(r, at, catalogue.clusterOfType(type), t, scores.momentIntent, figures);
        final int previous = MomentCounts.previousType(r, at);
        risks.onMoment(r, at, moment, role, previous >= 0 && catalogue.role(previous) == Role.FORM_FOCUS, figures,
            scores);
        ProfileScorer.add(r, at, t, type, scores.momentIntent, figures.profileMoments());
        r[at + VisitorLayout.PREVIOUS_AT] = t;
    }

    /** Stage of a moment (SPEC 4): that of its type, unless its visitor has bought within two hours before. */
    private static int stage(final long[] r, final int at, final long t, final int ofType) {
        final long purchase = r[at + VisitorLayout.PURCHASE_AT];
        final boolean follows = purchase != VisitorLayout.NEVER && t >= purchase && t - purchase <= AFTER_PURCHASE_MS;
        return follows ? Stage.POST_PURCHASE.ordinal() : ofType;
    }
}
