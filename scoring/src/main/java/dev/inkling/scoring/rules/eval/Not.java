package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.List;

/** Holds when another does not: plainly, so the opposite of a comparison with an unknown is true. */
public final class Not extends Condition {
    private final Condition operand;

    /**
     * An opposite.
     *
     * @param operand of this
     */
    public Not(final Condition operand) {
        this.operand = operand;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return !operand.holds(in, facts);
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.joined("not", this, holds(evidence.in(), evidence.facts()), List.of(operand.explain(evidence)));
    }

    @Override
    public int reads() {
        return operand.reads();
    }

    @Override
    public String toString() {
        return "not (" + operand + ")";
    }
}
