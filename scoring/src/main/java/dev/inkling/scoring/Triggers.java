package dev.inkling.scoring;

import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import java.util.List;
import java.util.Locale;

/** SPEC 5, step 13, second half: the rules that look at a moment, their cadence and cohorts, and the decisions that come of them. */
final class Triggers {
    /** For no storefront in particular. */
    static final int ANY = -1;
    static final String HOLDOUT_SEED = "holdout";

    /** Of a decision's id: its sequence stands above. */
    private static final int ORDINAL_BITS = 16;
    private static final long ORDINAL_MASK = (1L << ORDINAL_BITS) - 1;

    private final int holdoutSeed = Cohort.begin(HOLDOUT_SEED);
    private final List<String> storefronts;
    private final RuleInputFiller filler = new RuleInputFiller();
    private final TriggerCounts counts = new TriggerCounts();
    private final Cadence cadence;
    private final ConversionScorer conversion;
    private final Decision decision = new Decision();
    private double holdout;
    private Catalogue catalogue;
    private RuleSet rules = RuleSet.EMPTY;
    private double[] treats;
    private int[] seeds;
    private int[] storefrontOf;
    /** Null where none is wanted. */
    private RuleMeter meter;

    Triggers(final EngineSettings settings, final SessionTable sessions, final ConversionScorer conversion) {
        this.conversion = conversion;
        holdout = settings.holdout();
        storefronts = settings.storefronts();
        cadence = new Cadence(settings, sessions, counts);
    }

    /** Has a meter measure the rules from now on; null for none. */
    void meterBy(final RuleMeter wanted) {
        meter = wanted;
        if (wanted != null) {
            wanted.configure(rules);
        }
    }

    /** Takes over what of other settings is no capacity. */
    void adopt(final EngineSettings settings) {
        holdout = settings.holdout();
        cadence.adopt(settings.limits());
    }

    /** Refuses rules for a storefront that there is not; to be asked before anything changes. */
    void check(final RuleSet wanted) {
        try {
            wanted.requireStorefronts(storefronts, "rules");
        } catch (final RuleException mistake) {
            throw new IllegalArgumentException(mistake.getMessage(), mistake);
        }
    }

    void configure(final Catalogue inForce, final RuleSet rulesInForce) {
        catalogue = inForce;
        rules = rulesInForce;
        filler.configure(inForce);
        cadence.configure(rulesInForce);
        final int size = rulesInForce.size();
        treats = new double[size];
        seeds = new int[size];
        storefrontOf = new int[size];
        for (int i = 0; i < size; i++) {
            final Rule rule = rulesInForce.rule(i);
            treats[i] = rule.treat();
            seeds[i] = Cohort.begin(rule.seed());
            storefrontOf[i] = rule.storefront() == null ? ANY : storefronts.indexOf(rule.storefront());
        }
        meterBy(meter);
    }

    /** Of each rule: the only storefront it is for, or {@link #ANY}; not to be changed. */
    int[] storefronts() {
        return storefrontOf;
    }

    Cadence cadence() {
        return cadence;
    }

    /** A count of what became of matches. */
    long count(final EngineCount what) {
        return counts.of(what);
    }

    /** The moment counts as seen already; facts show its visitor if any rule that looks at it reads them. Explained to one unless null. */
    void onMoment(
        final long[] r, final int at, final Moment moment, final MomentScores scores, final FactTable facts, final DecisionSink sink,
        final Explainer explainer) {
        if (explainer != null) {
            explained(r, at, moment, scores, facts, sink, explainer);
            return;
        }
        begin(r, at, moment, scores);
        final int[] concerning = rules.concerning(scores.type);
        if (concerning.length == 0) {
            return;
        }
        if (meter != null && RuleMeter.samples(moment.sequence)) {
            metered(concerning, inputs(r, at, moment, scores), r, at, moment, scores, facts, sink);
            return;
        }
        final RuleInputs inputs = filler.fillAtHand(moment, scores, rules.reads(scores.type));
        boolean isFilled = false;
        for (int i = 0; i < concerning.length; i++) {
            final int rule = concerning[i];
            if (rules.mayMatch(rule, inputs) && isFor(rule, moment.storefront)) {
                if (!isFilled) {
                    inputs(r, at, moment, scores);
                    isFilled = true;
                }
                if (rules.matches(rule, inputs, facts)) {
                    onMatch(rule, r, at, moment, scores, sink);
                }
            }
        }
    }

    private boolean isFor(final int rule, final int storefront) {
        return storefrontOf[rule] == ANY || storefrontOf[rule] == storefront;
    }

    /** The same, with each rule timed. */
    private void metered(
        final int[] concerning, final RuleInputs inputs, final long[] r, final int at, final Moment moment, final MomentScores scores,
        final FactTable facts, final DecisionSink sink) {
        meter.begin();
        for (int i = 0; i < concerning.length; i++) {
            final int rule = concerning[i];
            if (isFor(rule, moment.storefront)) {
                final long begun = meter.now();
                if (rules.mayMatch(rule, inputs) && rules.matches(rule, inputs, facts)) {
                    onMatch(rule, r, at, moment, scores, sink);
                }
                meter.ended(rule, begun);
            }
        }
    }

    private void begin(final long[] r, final int at, final Moment moment, final MomentScores scores) {
        if (moment.decision != 0) {
            onFeedback(moment, r, at, catalogue.role(scores.type));
        }
    }

    private RuleInputs inputs(final long[] r, final int at, final Moment moment, final MomentScores scores) {
        final int reads = rules.reads(scores.type);
        if ((reads & Reads.PROBABILITY) != 0) {
            conversion.tell(scores);
        }
        return filler.fill(r, at, moment, scores, reads);
    }

    /** The same, with an explainer that is told of each rule. */
    private void explained(
        final long[] r, final int at, final Moment moment, final MomentScores scores, final FactTable facts, final DecisionSink sink,
        final Explainer explainer) {
        begin(r, at, moment, scores);
        final RuleInputs inputs = inputs(r, at, moment, scores);
        explainer.begin(moment, scores, catalogue);
        explainer.with(rules, inputs, facts);
        final CadenceView view = new CadenceView(rules, cadence, holdout);
        for (final int rule : rules.concerning(scores.type)) {
            explainer.rule(rule, view.of(rule, moment.visitorKey, r, at, moment.occurred, scores));
            decision.id = 0;
            String verdict = "not_matched";
            String reason = null;
            if (!isFor(rule, moment.storefront)) {
                verdict = "other_storefront";
            } else if (rules.matches(rule, inputs, facts)) {
                final CadenceVerdict said = onMatch(rule, r, at, moment, scores, sink);
                verdict = word(said == CadenceVerdict.OPEN ? Status.values()[decision.status]
                    : said.status() == null ? said : said.status());
                reason = said.status() == null ? null : word(said);
            }
            explainer.verdict(rule, verdict, reason,
                decision.id == 0 ? null : (decision.id >>> ORDINAL_BITS) + "." + (decision.id & ORDINAL_MASK));
        }
        explainer.endRules();
    }

    private static String word(final Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** What the shopper made of a decision, before the rules look at it. */
    private void onFeedback(final Moment moment, final long[] r, final int at, final Role role) {
        if (role == Role.TRIGGER_SHOWN || role == Role.TRIGGER_ENGAGED || role == Role.TRIGGER_DISMISSED) {
            cadence.feedback().onFeedback(role, moment.visitorKey, r, at, moment.decision, moment.occurred);
        }
    }

    /**
     * The timer of a rule is due, or was too long ago: like a match at that time, if its condition holds.
     *
     * @param due    no moment, but time, visitor and storefront of one
     * @param scores as of then
     */
    void onDue(
        final int rule, final boolean isExpired, final long[] r, final int at, final Moment due, final MomentScores scores,
        final FactTable facts, final DecisionSink sink) {
        final RuleInputs inputs = filler.fill(r, at, due, scores, rules.readsOf(rule));
        if (!isFor(rule, due.storefront) || !rules.matches(rule, inputs, facts)) {
            return;
        }
        if (isExpired) {
            decide(rule, Status.EXPIRED, cohort(rule, due.visitorKey), due.visitorKey, r, at, due.occurred, scores, sink);
        } else {
            onMatch(rule, r, at, due, scores, sink);
        }
    }

    /** Takes over from another with the same rules. */
    void takeOver(final Triggers other) {
        counts.takeOver(other.counts);
        cadence.table().takeOver(other.cadence.table());
        meterBy(other.meter);
    }

    void save(final StateOutput out) {
        out.section("triggers");
        counts.save(out);
        cadence.table().save(out);
    }

    void load(final StateInput in) throws StateException {
        in.section("triggers");
        counts.load(in);
        cadence.table().load(in);
    }

    /** Whether any rule that looks at a type reads facts. */
    boolean readsFacts(final int type) {
        return (rules.reads(type) & Reads.FACTS) != 0;
    }

    /**
     * A rule matched: cadence and cohort say what comes of it.
     *
     * @param rule   its index
     * @param r      words that hold the visitor's record
     * @param at     where it begins
     * @param moment tells the visitor and the time; nothing else of it is read
     * @param scores of the visitor at that time, session and page among them
     * @param sink   takes the decision, if there is one
     * @return what cadence said
     */
    CadenceVerdict onMatch(
        final int rule, final long[] r, final int at, final Moment moment, final MomentScores scores, final DecisionSink sink) {
        final long visitor = moment.visitorKey;
        final long t = moment.occurred;
        final CadenceVerdict verdict = cadence.check(rule, visitor, r, at, t, scores);
        switch (verdict) {
            case OPEN:
                final int cohort = cohort(rule, visitor);
                final boolean treated = cohort == Cohort.TREATED;
                decide(rule, treated ? Status.FIRED : Status.HELD_OUT, cohort, visitor, r, at, t, scores, sink);
                cadence.consume(rule, visitor, r, at, t, scores, treated ? decision.id : 0);
                break;
            case PASSED_OVER:
                counts.passedOver++;
                break;
            case USED_UP:
                counts.usedUp++;
                break;
            default:
                if (cadence.tell(rule, visitor, scores.session, verdict)) {
                    decide(rule, verdict.status(), cohort(rule, visitor), visitor, r, at, t, scores, sink);
                } else {
                    counts.unrecorded(verdict);
                }
                break;
        }
        return verdict;
    }

    private int cohort(final int rule, final long visitor) {
        if (holdout > 0 && Cohort.share(holdoutSeed, visitor) < holdout) {
            return Cohort.HOLDOUT;
        }
        return treats[rule] >= 1 || Cohort.share(seeds[rule], visitor) < treats[rule] ? Cohort.TREATED : Cohort.CONTROL;
    }

    private void decide(
        final int rule, final Status status, final int cohort, final long visitor, final long[] r, final int at, final long t,
        final MomentScores scores, final DecisionSink sink) {
        conversion.tell(scores);
        counts.decided(status);
        if (meter != null) {
            meter.decided(rule, status);
        }
        decision.id = 0;
        decision.rule = rule;
        decision.status = status.ordinal();
        decision.cohort = cohort;
        decision.at = t;
        decision.visitorKey = visitor;
        decision.storefront = VisitorLayout.high(r[at + VisitorLayout.REVENUE_CURRENCY]);
        decision.customerKey = r[at + VisitorLayout.CUSTOMER];
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
