package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/**
 * {@code before(a, b)}: both in this session, the last a not after the last b. {@code before(a, b, within)}: and the last b at most
 * {@code within} after the last a. How long ago either was does not matter; {@code seen} asks that.
 */
public final class Before extends Condition {
    private static final double MS_PER_SECOND = 1_000;

    private final int first;
    private final int second;
    private final long withinMs;
    private final String words;

    /**
     * An order at any distance.
     *
     * @param first      fact index of a
     * @param firstName  name of a
     * @param second     fact index of b
     * @param secondName name of b
     */
    public Before(final int first, final String firstName, final int second, final String secondName) {
        this.first = first;
        this.second = second;
        this.withinMs = Long.MAX_VALUE;
        this.words = firstName + " before " + secondName + " this session";
    }

    /**
     * An order at a bounded distance.
     *
     * @param first      fact index of a
     * @param firstName  name of a
     * @param second     fact index of b
     * @param secondName name of b
     * @param withinMs   milliseconds, the edge included
     */
    public Before(final int first, final String firstName, final int second, final String secondName, final long withinMs) {
        this.first = first;
        this.second = second;
        this.withinMs = withinMs;
        this.words = firstName + " at most " + Words.duration(withinMs) + " before " + secondName + " this session";
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final long a = facts.sessionLast(first);
        final long b = facts.sessionLast(second);
        return a != FactView.NEVER && b != FactView.NEVER && a <= b && b - a <= withinMs;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        final long a = evidence.facts().sessionLast(first);
        final long b = evidence.facts().sessionLast(second);
        final boolean known = a != FactView.NEVER && b != FactView.NEVER;
        final Clause clause = Clause.of(this, holds(evidence.in(), evidence.facts()))
            .with("value", known ? (b - a) / MS_PER_SECOND : Double.NaN);
        return withinMs == Long.MAX_VALUE ? clause : clause.with("threshold", withinMs / MS_PER_SECOND);
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return words;
    }
}
