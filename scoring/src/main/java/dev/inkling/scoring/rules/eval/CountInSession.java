package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/** {@code count(name)}: moments of a type in this session. */
public final class CountInSession extends Quantity {
    private final int fact;
    private final String name;

    /**
     * A count.
     *
     * @param fact index
     * @param name of the type
     */
    public CountInSession(final int fact, final String name) {
        this.fact = fact;
        this.name = name;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return facts.sessionCount(fact);
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return "count of " + name + " this session";
    }
}
