package dev.inkling.scoring;

import dev.inkling.scoring.rules.Per;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import java.util.List;

/** SPEC 5, step 13, second half: the rules that look at a moment, their cadence and cohorts, and the decisions that come of them. */
final class Triggers {
    private static final int ANY = -1;
    private static final String HOLDOUT_SEED = "holdout";

    private final double holdout;
    private final int holdoutSeed = Cohort.begin(HOLDOUT_SEED);
    private final List<String> storefronts;
    private final RuleInputFiller filler = new RuleInputFiller();
    private final Cadence cadence;
    private final Decision decision = new Decision();
    private final long[] byStatus = new long[Status.values().length];
    private long usedUp;
    private long unrecorded;
    private RuleSet rules = RuleSet.EMPTY;
    private long[] nameHashes;
    private Per[] pers;
    private long[] cooldowns;
    private double[] treats;
    private int[] seeds;
    private int[] storefrontOf;

    Triggers(final EngineSettings settings) {
        holdout = settings.holdout();
        storefronts = settings.storefronts();
        cadence = new Cadence(settings.cadence());
    }

    /** Refuses rules for a storefront that there is not; to be asked before anything changes. */
    void check(final RuleSet wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            final String name = wanted.rule(i).storefront();
            if (name != null && !storefronts.contains(name)) {
                throw new IllegalArgumentException("rule `" + wanted.rule(i).name() + "` is for storefront `" + name
                    + "`; expected one of " + String.join(", ", storefronts));
            }
        }
    }

    void configure(final Catalogue catalogue, final RuleSet inForce) {
        rules = inForce;
        filler.configure(catalogue);
        final int size = inForce.size();
        nameHashes = new long[size];
        pers = new Per[size];
        cooldowns = new long[size];
        treats = new double[size];
        seeds = new int[size];
        storefrontOf = new int[size];
        for (int i = 0; i < size; i++) {
            final Rule rule = inForce.rule(i);
            nameHashes[i] = rule.nameHash();
            pers[i] = rule.per();
            cooldowns[i] = rule.cooldownMs();
            treats[i] = rule.treat();
            seeds[i] = Cohort.begin(rule.seed());
            storefrontOf[i] = rule.storefront() == null ? ANY : storefronts.indexOf(rule.storefront());
        }
    }

    Cadence cadence() {
        return cadence;
    }

    /** Decisions made with a status. */
    long count(final Status status) {
        return byStatus[status.ordinal()];
    }

    /** Matches of rules that had fired as often as they may. */
    long usedUp() {
        return usedUp;
    }

    /** Matches suppressed for a reason that was already recorded in the session. */
    long unrecorded() {
        return unrecorded;
    }

    /** The moment counts as seen already; facts show its visitor if any rule that looks at it reads them. */
    void onMoment(
        final long[] r, final int at, final Moment moment, final MomentScores scores, final FactTable facts, final DecisionSink sink) {
        final int[] concerning = rules.concerning(scores.type);
        if (concerning.length == 0) {
            return;
        }
        final RuleInputs inputs = filler.fill(r, at, moment, scores, rules.reads(scores.type));
        for (int i = 0; i < concerning.length; i++) {
            final int rule = concerning[i];
            if ((storefrontOf[rule] == ANY || storefrontOf[rule] == moment.storefront) && rules.matches(rule, inputs, facts)) {
                onMatch(rule, r[at + VisitorLayout.CUSTOMER], moment, scores, sink);
            }
        }
    }

    void save(final StateOutput out) {
        out.section("triggers");
        out.putLongs(byStatus, 0, byStatus.length);
        out.putLong(usedUp);
        out.putLong(unrecorded);
        cadence.table().save(out);
    }

    void load(final StateInput in) throws StateException {
        in.section("triggers");
        in.getLongs(byStatus, 0, byStatus.length);
        usedUp = in.getLong();
        unrecorded = in.getLong();
        cadence.table().load(in);
    }

    /** Whether any rule that looks at a type reads facts. */
    boolean readsFacts(final int type) {
        return (rules.reads(type) & Reads.FACTS) != 0;
    }

    private void onMatch(
        final int rule, final long customer, final Moment moment, final MomentScores scores, final DecisionSink sink) {
        final long visitor = moment.visitorKey;
        final long t = moment.occurred;
        switch (cadence.check(nameHashes[rule], pers[rule], cooldowns[rule], visitor, customer, t, scores)) {
            case Cadence.OPEN:
                cadence.consume(nameHashes[rule], pers[rule], cooldowns[rule], visitor, customer, t, scores);
                final int cohort = cohort(rule, visitor);
                emit(rule, cohort == Cohort.TREATED ? Status.FIRED : Status.HELD_OUT, cohort, customer, moment, scores, sink);
                break;
            case Cadence.COOLING:
                emit(rule, Status.COOLING, cohort(rule, visitor), customer, moment, scores, sink);
                break;
            case Cadence.USED_UP:
                usedUp++;
                break;
            default:
                unrecorded++;
                break;
        }
    }

    private int cohort(final int rule, final long visitor) {
        if (holdout > 0 && Cohort.share(holdoutSeed, visitor) < holdout) {
            return Cohort.HOLDOUT;
        }
        return treats[rule] >= 1 || Cohort.share(seeds[rule], visitor) < treats[rule] ? Cohort.TREATED : Cohort.CONTROL;
    }

    private void emit(
        final int rule, final Status status, final int cohort, final long customer, final Moment moment, final MomentScores scores,
        final DecisionSink sink) {
        byStatus[status.ordinal()]++;
        decision.rule = rule;
        decision.status = status.ordinal();
        decision.cohort = cohort;
        decision.at = moment.occurred;
        decision.visitorKey = moment.visitorKey;
        decision.customerKey = customer;
        decision.session = scores.session;
        decision.velocity = scores.velocity;
        decision.intent = scores.intent;
        decision.profile = scores.profile;
        decision.probability = scores.probability;
        decision.risk = scores.risk;
        decision.stage = scores.stage;
        decision.urgency = scores.urgency;
        sink.onDecision(decision);
    }
}
