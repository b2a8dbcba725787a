package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.Map;

/** Sum, difference, product or quotient; unknown when either side is. */
public final class Arithmetic extends Quantity {
    private final char operator;
    private final Quantity left;
    private final Quantity right;

    /**
     * Two numbers joined.
     *
     * @param operator one of {@code + - * /}
     * @param left     first
     * @param right    second
     */
    public Arithmetic(final char operator, final Quantity left, final Quantity right) {
        if ("+-*/".indexOf(operator) < 0) {
            throw new IllegalArgumentException("operator " + operator);
        }
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        final double a = left.value(in, facts);
        final double b = right.value(in, facts);
        switch (operator) {
            case '+':
                return a + b;
            case '-':
                return a - b;
            case '*':
                return a * b;
            default:
                return a / b;
        }
    }

    @Override
    boolean isComputed() {
        return true;
    }

    @Override
    void addTerms(final Evidence evidence, final Map<String, Double> terms) {
        left.addTerms(evidence, terms);
        right.addTerms(evidence, terms);
    }

    @Override
    public int reads() {
        return left.reads() | right.reads();
    }

    @Override
    public String toString() {
        return "(" + left + " " + operator + " " + right + ")";
    }
}
