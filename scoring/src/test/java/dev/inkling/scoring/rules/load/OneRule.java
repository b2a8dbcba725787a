package dev.inkling.scoring.rules.load;

import java.util.Arrays;

import dev.inkling.scoring.rules.History;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.TextName;
import dev.inkling.scoring.rules.WordList;

/** A rule set of one rule, and a moment to hold against it; everything about the moment is unknown until it is said. */
final class OneRule {
    /** Time of the present moment, epoch ms. */
    static final long NOW = 1_700_000_000_000L;
    private static final WordList WORDS = new WordList();

    final RuleSet set;
    final RuleInputs in = new RuleInputs();
    final History history;

    private OneRule(final RuleSet set) {
        this.set = set;
        this.history = new History(set.factPlan());
        in.occurred = NOW;
        Arrays.fill(in.number, Double.NaN);
        Arrays.fill(in.before, Double.NaN);
    }

    static String yaml(final String when) {
        return "triggers:\n  - name: a\n    when: '" + when.replace("'", "''") + "'\n    action: {type: offer, id: x}\n";
    }

    static OneRule when(final String when) {
        try {
            return new OneRule(RuleCompiler.compile(yaml(when), "rules.yaml", WORDS));
        } catch (final RuleException e) {
            throw new AssertionError(when, e);
        }
    }

    static int type(final String name) {
        return WORDS.typeOf(name);
    }

    OneRule with(final NumberName name, final double value) {
        in.number[name.ordinal()] = value;
        return this;
    }

    OneRule before(final NumberName name, final double value) {
        in.before[name.ordinal()] = value;
        return this;
    }

    OneRule with(final TextName name, final String value) {
        in.text[name.ordinal()] = WORDS.textHash(value);
        return this;
    }

    /** A moment of this session, so many ms before now. */
    OneRule did(final String name, final long msAgo) {
        history.now(type(name), NOW - msAgo, 0);
        return this;
    }

    /** A moment of this session that lasted. */
    OneRule did(final String name, final long msAgo, final double seconds) {
        history.now(type(name), NOW - msAgo, seconds);
        return this;
    }

    /** A moment of an earlier session. */
    OneRule didEarlier(final String name, final long msAgo) {
        history.earlier(type(name), NOW - msAgo, 0);
        return this;
    }

    boolean matches() {
        return set.matches(0, in, history);
    }

    /** What numbers at hand alone say: false only when it does not match. */
    boolean mayMatch() {
        return set.mayMatch(0, in);
    }
}
