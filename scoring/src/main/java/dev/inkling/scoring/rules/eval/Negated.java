package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.Map;

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
    boolean isComputed() {
        return true;
    }

    @Override
    void addTerms(final Evidence evidence, final Map<String, Double> terms) {
        operand.addTerms(evidence, terms);
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
