package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Bounds;
import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.LinkedHashMap;
import java.util.Map;

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
    public Clause explain(final Evidence evidence) {
        final Map<String, Double> terms = new LinkedHashMap<>();
        if (left.isComputed() || right.isComputed()) {
            left.addTerms(evidence, terms);
            right.addTerms(evidence, terms);
        }
        return Clause.of(this, holds(evidence.in(), evidence.facts()))
            .with("value", left.value(evidence.in(), evidence.facts()))
            .with("threshold", right.value(evidence.in(), evidence.facts()))
            .with(terms);
    }

    @Override
    public void tellBounds(final Bounds to) {
        if (left instanceof Named name && right instanceof Constant constant) {
            name.tellBounds(comparison, constant.value(), to);
        } else if (left instanceof Constant constant && right instanceof Named name) {
            name.tellBounds(comparison.mirrored(), constant.value(), to);
        }
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
