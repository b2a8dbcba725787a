package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** SPEC 5, steps 1 to 12, in their order, over the record of one visitor. */
final class Scorer {
    private final SessionTracker sessions;
    private final IntentScorer intents;
    private final StageScorer stages = new StageScorer();
    private final RiskScorer risks = new RiskScorer();
    private final Purse purse = new Purse();
    private final MomentScores scores = new MomentScores();
    private Catalogue catalogue;

    Scorer(final EngineSettings settings) {
        sessions = new SessionTracker(settings);
        intents = new IntentScorer(settings.storefronts().size());
    }

    void configure(final Catalogue inForce) {
        catalogue = inForce;
    }

    MomentScores scores() {
        return scores;
    }

    IntentScorer intents() {
        return intents;
    }

    StageScorer stages() {
        return stages;
    }

    RiskScorer risks() {
        return risks;
    }

    Purse purse() {
        return purse;
    }

    void onMoment(final UnsafeBuffer record, final int at, final Moment moment, final int type) {
        final MomentType kind = catalogue.type(type);
        final Role role = catalogue.role(type);
        final long t = moment.occurred;
        scores.type = type;
        scores.scored = catalogue.scored(type);
        sessions.onMoment(record, at, moment, scores);
        PageTracker.onMoment(record, at, moment, role, scores);
        scores.profileBefore = ProfileScorer.read(record, at);
        purse.onMoment(record, at, moment, role);
        scores.momentStage = StageScorer.ofMoment(record, at, t, kind);
        if (scores.scored) {
            score(record, at, moment, kind, role);
        } else {
            intents.onOutcome(record, at, t, scores);
            ProfileScorer.remember(record, at, t, type);
            scores.risk = risks.read(record, at, t);
            scores.riskBefore = scores.risk;
        }
        scores.moments = record.getInt(at + VisitorLayout.MOMENTS);
        scores.profile = ProfileScorer.read(record, at);
        scores.stage = stages.read(record, at, t);
        scores.urgency = ClusterScorer.urgency(record, at, t, scores.velocity);
        scores.probabilityBefore = scores.profileBefore;
        scores.probability = scores.profile;
    }

    private void score(final UnsafeBuffer record, final int at, final Moment moment, final MomentType kind, final Role role) {
        final long t = moment.occurred;
        intents.onMoment(record, at, moment, kind, role, scores);
        ProfileScorer.add(record, at, t, scores.type, scores.momentIntent);
        ClusterScorer.add(record, at, catalogue.cluster(kind.category()), t, scores.momentIntent);
        stages.add(record, at, scores.momentStage, t, scores.momentIntent);
        final int previous = record.getInt(at + VisitorLayout.PREVIOUS_TYPE);
        risks.onMoment(record, at, moment, role, previous >= 0 && catalogue.role(previous) == Role.FORM_FOCUS, scores);
        record.putInt(at + VisitorLayout.PREVIOUS_TYPE, scores.type);
        record.putLong(at + VisitorLayout.PREVIOUS_AT, t);
        record.putInt(at + VisitorLayout.MOMENTS, record.getInt(at + VisitorLayout.MOMENTS) + 1);
    }
}
