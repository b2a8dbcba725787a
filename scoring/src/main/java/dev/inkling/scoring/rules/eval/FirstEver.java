package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/** {@code first(name)}: never before by this visitor, the present moment aside. */
public final class FirstEver extends Condition {
    private final int fact;
    private final String name;

    /**
     * A first time.
     *
     * @param fact index
     * @param name of the type
     */
    public FirstEver(final int fact, final String name) {
        this.fact = fact;
        this.name = name;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return facts.first(fact);
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, holds(evidence.in(), evidence.facts()));
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return "no earlier " + name;
    }
}
