package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.List;

/** {@code ==} between two conditions; {@code !=} is its opposite, since neither side is ever unknown. */
public final class SameTruth extends Condition {
    private final Condition left;
    private final Condition right;

    /**
     * A comparison.
     *
     * @param left  first
     * @param right second
     */
    public SameTruth(final Condition left, final Condition right) {
        this.left = left;
        this.right = right;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return left.holds(in, facts) == right.holds(in, facts);
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.joined("same", this, holds(evidence.in(), evidence.facts()),
            List.of(left.explain(evidence), right.explain(evidence)));
    }

    @Override
    public int reads() {
        return left.reads() | right.reads();
    }

    @Override
    public String toString() {
        return "((" + left + ") as true as (" + right + "))";
    }
}
