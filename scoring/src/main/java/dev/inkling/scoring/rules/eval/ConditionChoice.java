package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.List;

/** One of two conditions, as a third says. */
public final class ConditionChoice extends Condition {
    private final Condition condition;
    private final Condition yes;
    private final Condition no;

    /**
     * A choice.
     *
     * @param condition decides
     * @param yes       when it holds
     * @param no        when not
     */
    public ConditionChoice(final Condition condition, final Condition yes, final Condition no) {
        this.condition = condition;
        this.yes = yes;
        this.no = no;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return condition.holds(in, facts) ? yes.holds(in, facts) : no.holds(in, facts);
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.joined("if", this, holds(evidence.in(), evidence.facts()),
            List.of(condition.explain(evidence), yes.explain(evidence), no.explain(evidence)));
    }

    @Override
    public int reads() {
        return condition.reads() | yes.reads() | no.reads();
    }

    @Override
    public String toString() {
        return "(if " + condition + ": " + yes + ", else: " + no + ")";
    }
}
