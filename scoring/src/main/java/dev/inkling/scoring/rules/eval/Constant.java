package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.Map;

/** A number that was known when the rule was loaded. */
public final class Constant extends Quantity {
    private final double value;

    /**
     * A number.
     *
     * @param value any
     */
    public Constant(final double value) {
        this.value = value;
    }

    /**
     * The number itself.
     *
     * @return any
     */
    public double value() {
        return value;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return value;
    }

    @Override
    boolean isComputed() {
        return false;
    }

    @Override
    void addTerms(final Evidence evidence, final Map<String, Double> terms) {
        // stands in the words
    }

    @Override
    public int reads() {
        return Reads.NOTHING;
    }

    @Override
    public String toString() {
        return Words.number(value);
    }
}
