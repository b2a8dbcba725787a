package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.Map;

/** One of two numbers, as a condition says. */
public final class QuantityChoice extends Quantity {
    private final Condition condition;
    private final Quantity yes;
    private final Quantity no;

    /**
     * A choice.
     *
     * @param condition decides
     * @param yes       when it holds
     * @param no        when not
     */
    public QuantityChoice(final Condition condition, final Quantity yes, final Quantity no) {
        this.condition = condition;
        this.yes = yes;
        this.no = no;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return condition.holds(in, facts) ? yes.value(in, facts) : no.value(in, facts);
    }

    @Override
    boolean isComputed() {
        return true;
    }

    @Override
    void addTerms(final Evidence evidence, final Map<String, Double> terms) {
        terms.put(condition.toString(), condition.holds(evidence.in(), evidence.facts()) ? 1.0 : 0.0);
        yes.addTerms(evidence, terms);
        no.addTerms(evidence, terms);
    }

    @Override
    public int reads() {
        return condition.reads() | yes.reads() | no.reads();
    }

    @Override
    public String toString() {
        return "(" + yes + " if " + condition + ", else " + no + ")";
    }
}
