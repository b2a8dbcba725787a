package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

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
    public int reads() {
        return Reads.NOTHING;
    }

    @Override
    public String toString() {
        return Words.number(value);
    }
}
