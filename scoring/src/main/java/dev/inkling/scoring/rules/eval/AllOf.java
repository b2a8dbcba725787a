package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Bounds;
import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.List;


/** Holds when every part does; parts behind the first that does not are left alone. */
public final class AllOf extends Condition {
    private final Condition[] parts;

    /**
     * Joins conditions.
     *
     * @param parts in the order of evaluation
     */
    public AllOf(final List<Condition> parts) {
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
            if (!all[i].holds(in, facts)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.joined("and", this, holds(evidence.in(), evidence.facts()), Words.explained(parts, evidence));
    }

    @Override
    public void tellBounds(final Bounds to) {
        for (final Condition part : parts) {
            part.tellBounds(to);
        }
    }

    @Override
    public int reads() {
        return Words.reads(parts);
    }

    @Override
    public String toString() {
        return Words.joined(parts, " and ");
    }
}
