package dev.inkling.scoring;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Rule;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells why the rules that look at a moment did what they did: given to {@link Engine#explainTo}, it takes
 * down each rule's clauses with their values, what cadence and cohort knew before the rule was asked, and what came of it, and then what
 * became of the visitor's timers. Nothing that is
 * decided or remembered depends on it. Allocates. Confined to the engine's thread.
 *
 * <pre>
 * {"sequence": 12, "moment": "size_guide", "at": 1767225600000, "session": 3, "scores": {"intent": 0.3, ...},
 *  "rules": [{"rule": "research_discount", "verdict": "not_matched", "because": "review_read seen within 15 min",
 *             "when": {"join": "and", "clause": "...", "holds": false,
 *                      "clauses": [{"clause": "...", "holds": true, "value": 60, "threshold": 900}, ...]},
 *             "cadence": {"per": "session", "usedUp": false, ...}}, ...],
 *  "timers": [{"rule": "cart_reminder", "timer": "set", "setAt": 1767225600000, "due": 1767227400000, "waitsFor": "..."}, ...]}
 * </pre>
 */
public final class Explainer {
    private static final String TRUNCATED = "truncated";
    /** What closes an explanation that has no room for more, and some. */
    private static final int CLOSING_CHARS = 64;
    /** Part of an explanation that is kept for timers. */
    private static final int TIMERS_PART = 16;

    private final int mostChars;
    /** Behind these, rules are told without clauses, so that many have room. */
    private final int mostWholeChars;
    private final int mostRuleChars;
    private final ExplanationJson json = new ExplanationJson();
    private final Map<Long, String> texts = new HashMap<>();
    private Catalogue catalogue;
    private long sequence;
    private Evidence evidence;
    private RuleSet rules;
    private Clause when;
    private Map<String, Object> cadence;
    private boolean isFull;

    /**
     * An explainer.
     *
     * @param mostChars length of an explanation; rules beyond three quarters of it are told without clauses, those beyond it not at all
     */
    public Explainer(final int mostChars) {
        this.mostChars = mostChars - CLOSING_CHARS;
        mostRuleChars = this.mostChars - this.mostChars / TIMERS_PART;
        mostWholeChars = this.mostChars / 4 * 3;
    }

    /**
     * The explanation of the last moment.
     *
     * @return a JSON object in UTF-8
     */
    public byte[] take() {
        return json.text().toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A moment that no rule looked at.
     *
     * @param of  sequence of its frame
     * @param why such as {@code late}
     */
    public void passedOver(final long of, final String why) {
        sequence = of;
        json.clear();
        json.open('{').field("sequence", sequence).field("passedOver", why).name("rules").open('[').close(']').close('}');
    }

    /**
     * The moment that the explanation is of.
     *
     * @return its sequence
     */
    public long sequence() {
        return sequence;
    }

    void begin(final Moment moment, final MomentScores scores, final Catalogue inForce) {
        learn(inForce);
        sequence = moment.sequence;
        isFull = false;
        json.clear();
        json.open('{').field("sequence", moment.sequence).field("moment", inForce.typeName(scores.type)).field("at", moment.occurred)
            .field("session", scores.session).name("scores").open('{')
            .field("momentIntent", scores.momentIntent).field("velocity", scores.velocity).field("intent", scores.intent)
            .field("profile", scores.profile);
        if (!Double.isNaN(scores.probability)) {
            json.field("probability", scores.probability);
        }
        json.field("urgency", Urgency.values()[scores.urgency].label()).field("stage", Stage.values()[scores.stage].label())
            .field("risk", scores.risk).close('}').name("rules").open('[');
    }

    void with(final RuleSet inForce, final RuleInputs in, final FactView facts) {
        rules = inForce;
        evidence = new Evidence(in, facts, texts::get);
    }

    /** A rule is looked at: to be called before cadence is asked, with what cadence knows then. */
    void rule(final int rule, final Map<String, Object> knownToCadence) {
        try {
            when = rules.explain(rule, evidence);
        } catch (final RuntimeException fault) {
            // Whoever asks must not be able to stop the engine by a fault in what answers.
            when = Clause.of("cannot be explained: " + fault, false);
        }
        cadence = knownToCadence;
    }

    /**
     * What came of the rule.
     *
     * @param rule     that was looked at last
     * @param verdict  in a word
     * @param reason   of a verdict of cadence, null for others
     * @param decision id of the decision that was made, null when none was
     */
    void verdict(final int rule, final String verdict, final String reason, final String decision) {
        final int mark = json.mark();
        final boolean wasFirst = json.isFirst();
        write(rule, verdict, reason, decision, !isFull);
        if (!isFull && json.mark() > mostWholeChars) {
            isFull = true;
            json.rewind(mark, wasFirst);
            write(rule, verdict, reason, decision, false);
        }
        if (json.mark() > mostRuleChars) {
            json.rewind(mark, wasFirst);
        }
    }

    private void write(final int rule, final String verdict, final String reason, final String decision, final boolean whole) {
        json.open('{').field("rule", rules.rule(rule).name()).field("verdict", verdict);
        if (reason != null) {
            json.field("reason", reason);
        }
        final Clause because = when.firstFalse();
        if (whole && because != null) {
            json.field("because", because.words());
        }
        if (decision != null) {
            json.field("decision", decision);
        }
        if (whole) {
            json.name("when").clause(when);
            json.name("cadence").open('{').fields(cadence);
            json.close('}');
        }
        json.close('}');
    }

    /** All rules that look at the moment are told of; timers may follow. */
    void endRules() {
        json.close(']').name("timers").open('[');
        evidence = null;
        rules = null;
        when = null;
        cadence = null;
    }

    /** What became of the timer of a rule. */
    void timer(final Rule rule, final Map<String, Object> told) {
        final int mark = json.mark();
        final boolean wasFirst = json.isFirst();
        json.open('{').field("rule", rule.name()).fields(told);
        final int withoutWords = json.mark();
        json.field("waitsFor", rule.inWords());
        if (json.mark() >= mostChars) {
            isFull = true;
            json.rewind(withoutWords, false);
        }
        json.close('}');
        if (json.mark() > mostChars) {
            json.rewind(mark, wasFirst);
        }
    }

    void end() {
        json.close(']');
        if (isFull) {
            json.field(TRUNCATED, true);
        }
        json.close('}');
    }

    private void learn(final Catalogue inForce) {
        if (catalogue == inForce) {
            return;
        }
        catalogue = inForce;
        texts.clear();
        for (int type = 0; type < inForce.types(); type++) {
            texts.put(inForce.typeHash(type), inForce.typeName(type));
        }
        inForce.categories().forEach(name -> texts.put(inForce.textHash(name), name));
        for (final Stage stage : Stage.values()) {
            texts.put(inForce.textHash(stage.label()), stage.label());
        }
        for (final Urgency urgency : Urgency.values()) {
            texts.put(inForce.textHash(urgency.label()), urgency.label());
        }
        for (final Device device : Device.values()) {
            texts.put(inForce.textHash(device.label()), device.label());
        }
    }
}
