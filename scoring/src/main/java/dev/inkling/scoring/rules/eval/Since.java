package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/**
 * {@code since(name)}: seconds since the visitor's latest moment of a type, infinite when there was none. A moment that is later than
 * the present one counts as now.
 */
public final class Since extends Quantity {
    private static final double MS_PER_SECOND = 1_000.0;

    private final int fact;
    private final String name;

    /**
     * A time.
     *
     * @param fact index
     * @param name of the type
     */
    public Since(final int fact, final String name) {
        this.fact = fact;
        this.name = name;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        final long last = facts.visitorLast(fact);
        if (last == FactView.NEVER) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0L, in.occurred - last) / MS_PER_SECOND;
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return "seconds since " + name;
    }
}
