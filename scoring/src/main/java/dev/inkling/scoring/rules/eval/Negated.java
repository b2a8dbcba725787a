package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;

/** The opposite number. */
public final class Negated extends Quantity {
    private final Quantity operand;

    /**
     * An opposite.
     *
     * @param operand of this
     */
    public Negated(final Quantity operand) {
        this.operand = operand;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return -operand.value(in, facts);
    }

    @Override
    public int reads() {
        return operand.reads();
    }

    @Override
    public String toString() {
        return "-" + operand;
    }
}
