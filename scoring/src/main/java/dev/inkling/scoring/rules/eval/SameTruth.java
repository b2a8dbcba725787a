package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;

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
    public int reads() {
        return left.reads() | right.reads();
    }

    @Override
    public String toString() {
        return "((" + left + ") as true as (" + right + "))";
    }
}
