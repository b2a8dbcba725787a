package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/** What was known to be true, or false, when the rule was loaded. */
public final class Always extends Condition {
    /** Holds at every moment. */
    public static final Always TRUE = new Always(true);
    /** Never holds. */
    public static final Always FALSE = new Always(false);

    private final boolean value;

    private Always(final boolean value) {
        this.value = value;
    }

    /**
     * One of the two.
     *
     * @param value which
     * @return {@link #TRUE} or {@link #FALSE}
     */
    public static Always of(final boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        return value;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, value);
    }

    @Override
    public int reads() {
        return Reads.NOTHING;
    }

    @Override
    public String toString() {
        return value ? "always" : "never";
    }
}
