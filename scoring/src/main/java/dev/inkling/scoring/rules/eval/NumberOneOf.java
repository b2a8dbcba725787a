package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code in} for numbers; false when the number is unknown. */
public final class NumberOneOf extends Condition {
    private final Quantity quantity;
    private final double[] wanted;

    /**
     * A membership.
     *
     * @param quantity looked up
     * @param wanted   any of these
     */
    public NumberOneOf(final Quantity quantity, final double[] wanted) {
        this.quantity = quantity;
        this.wanted = wanted.clone();
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final double value = quantity.value(in, facts);
        final double[] all = wanted;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == value) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        final Map<String, Double> terms = new LinkedHashMap<>();
        if (quantity.isComputed()) {
            quantity.addTerms(evidence, terms);
        }
        return Clause.of(this, holds(evidence.in(), evidence.facts()))
            .with("value", quantity.value(evidence.in(), evidence.facts())).with(terms);
    }

    @Override
    public int reads() {
        return quantity.reads();
    }

    @Override
    public String toString() {
        return quantity + " is one of " + Words.numbers(wanted);
    }
}
