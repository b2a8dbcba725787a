package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.RuleInputs;

/** A number of the moment, the page, the session, the cart or the visitor. */
public final class Named extends Quantity {
    private final int index;
    private final int reads;
    private final String words;

    /**
     * A named number.
     *
     * @param name which
     */
    public Named(final NumberName name) {
        this.index = name.ordinal();
        this.reads = name.reads();
        this.words = name.celName();
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return in.number[index];
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
