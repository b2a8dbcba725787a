package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/** {@code seen(name)}: in this session, the present moment included. */
public final class SeenInSession extends Condition {
    private final int fact;
    private final String name;

    /**
     * A sighting.
     *
     * @param fact index
     * @param name of the type
     */
    public SeenInSession(final int fact, final String name) {
        this.fact = fact;
        this.name = name;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return facts.sessionCount(fact) > 0;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, holds(evidence.in(), evidence.facts())).with("value", evidence.facts().sessionCount(fact));
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return name + " seen this session";
    }
}
