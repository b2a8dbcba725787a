package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/**
 * {@code seen(name, within)}: by this visitor, the present moment and the edge included. A sighting that is later than the present
 * moment counts.
 */
public final class SeenWithin extends Condition {
    private static final double MS_PER_SECOND = 1_000;

    private final int fact;
    private final long withinMs;
    private final String name;

    /**
     * A sighting.
     *
     * @param fact     index
     * @param withinMs milliseconds
     * @param name     of the type
     */
    public SeenWithin(final int fact, final long withinMs, final String name) {
        this.fact = fact;
        this.withinMs = withinMs;
        this.name = name;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final long last = facts.visitorLast(fact);
        return last != FactView.NEVER && in.occurred - last <= withinMs;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, holds(evidence.in(), evidence.facts()))
            .with("value", evidence.secondsSince(evidence.facts().visitorLast(fact)))
            .with("threshold", withinMs / MS_PER_SECOND);
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return name + " seen within " + Words.duration(withinMs);
    }
}
