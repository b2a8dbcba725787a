package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/** {@code count(name, within)}: moments of a type by this visitor in a time, up to the 15 that are remembered. */
public final class CountWithin extends Quantity {
    private final int timesSlot;
    private final long withinMs;
    private final String name;

    /**
     * A count.
     *
     * @param timesSlot list of times
     * @param withinMs  milliseconds back from the present moment, the edge included
     * @param name      of the type
     */
    public CountWithin(final int timesSlot, final long withinMs, final String name) {
        this.timesSlot = timesSlot;
        this.withinMs = withinMs;
        this.name = name;
    }

    @Override
    public double value(final RuleInputs in, final FactView facts) {
        return facts.visitorCount(timesSlot, in.occurred - withinMs);
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return "count of " + name + " within " + Words.duration(withinMs);
    }
}
