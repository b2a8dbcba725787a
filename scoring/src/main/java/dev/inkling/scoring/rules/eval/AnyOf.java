package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.List;


/** Holds when at least one part does; parts behind the first that does are left alone. */
public final class AnyOf extends Condition {
    private final Condition[] parts;

    /**
     * Joins conditions.
     *
     * @param parts in the order of evaluation
     */
    public AnyOf(final List<Condition> parts) {
        this.parts = parts.toArray(new Condition[0]);
    }

    /**
     * What is joined.
     *
     * @return in the order of evaluation
     */
    public List<Condition> parts() {
        return List.of(parts);
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final Condition[] all = parts;
        for (int i = 0; i < all.length; i++) {
            if (all[i].holds(in, facts)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.joined("or", this, holds(evidence.in(), evidence.facts()), Words.explained(parts, evidence));
    }

    @Override
    public int reads() {
        return Words.reads(parts);
    }

    @Override
    public String toString() {
        return Words.joined(parts, " or ");
    }
}
