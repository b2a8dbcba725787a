package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;

/** Two numbers compared; false when either is unknown. */
public final class Compare extends Condition {
    private final Comparison comparison;
    private final Quantity left;
    private final Quantity right;

    /**
     * A comparison.
     *
     * @param comparison how
     * @param left       first
     * @param right      second
     */
    public Compare(final Comparison comparison, final Quantity left, final Quantity right) {
        this.comparison = comparison;
        this.left = left;
        this.right = right;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return comparison.holds(left.value(in, facts), right.value(in, facts));
    }

    @Override
    public int reads() {
        return left.reads() | right.reads();
    }

    @Override
    public String toString() {
        return left + " " + comparison + " " + right;
    }
}
