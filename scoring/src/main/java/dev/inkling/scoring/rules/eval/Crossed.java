package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Bounds;
import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/** {@code crossed(x, threshold)}: not over the threshold before this moment, over it now. */
public final class Crossed extends Condition {
    private final NumberName name;
    private final int index;
    private final int reads;
    private final Quantity threshold;
    private final String words;

    /**
     * A crossing.
     *
     * @param name      of the number; the scorer must give its value before the moment
     * @param threshold to cross
     */
    public Crossed(final NumberName name, final Quantity threshold) {
        this.name = name;
        this.index = name.ordinal();
        this.reads = name == NumberName.VISITOR_PROBABILITY ? name.reads() | Reads.PROBABILITY_BEFORE : name.reads();
        this.threshold = threshold;
        this.words = name.celName() + " crossed " + threshold;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final double edge = threshold.value(in, facts);
        return in.before[index] <= edge && in.number[index] > edge;
    }

    @Override
    public void tellBounds(final Bounds to) {
        if (Bounds.isAtHand(name) && threshold instanceof Constant edge && Double.isFinite(edge.value())) {
            to.add(name, false, Comparison.GREATER.least(edge.value()), Double.POSITIVE_INFINITY);
            to.add(name, true, Double.NEGATIVE_INFINITY, edge.value());
        }
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, holds(evidence.in(), evidence.facts()))
            .with("before", evidence.in().before[index])
            .with("value", evidence.in().number[index])
            .with("threshold", threshold.value(evidence.in(), evidence.facts()));
    }

    @Override
    public int reads() {
        return reads | threshold.reads();
    }

    @Override
    public String toString() {
        return words;
    }
}
