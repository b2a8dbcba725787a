package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Bounds;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.RuleInputs;

/** A number of the moment, the page, the session, the cart or the visitor. */
public final class Named extends Quantity {
    private final NumberName name;
    private final int index;
    private final int reads;
    private final String words;

    /**
     * A named number.
     *
     * @param name which
     */
    public Named(final NumberName name) {
        this.name = name;
        this.index = name.ordinal();
        this.reads = name.reads();
        this.words = name.celName();
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return in.number[index];
    }

    /** Tells the bounds that a comparison with a number puts on this one. */
    void tellBounds(final Comparison comparison, final double with, final Bounds to) {
        if (Bounds.isAtHand(name) && Double.isFinite(with) && comparison != Comparison.DIFFERENT) {
            to.add(name, false, comparison.least(with), comparison.most(with));
        }
    }

    @Override
    public int reads() {
        return reads;
    }

    @Override
    public String toString() {
        return words;
    }
}
