package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;
import java.util.Map;

/** A number within a condition. Immutable, allocates nothing. */
public abstract class Quantity {
    /** For this package. */
    Quantity() {
    }

    /**
     * Evaluates it.
     *
     * @param in    the present moment
     * @param facts what is remembered of the present visitor
     * @return the number; NaN when unknown
     */
    public abstract double value(RuleInputs in, FactView facts);

    /**
     * What it reads.
     *
     * @return bits of {@link Reads}
     */
    public abstract int reads();

    /** Whether it is computed from others, and not itself what it is called. */
    boolean isComputed() {
        return false;
    }

    /** Adds what it is computed from, or itself, by its words; for explanations. */
    void addTerms(final Evidence evidence, final Map<String, Double> terms) {
        terms.put(toString(), value(evidence.in(), evidence.facts()));
    }
}
