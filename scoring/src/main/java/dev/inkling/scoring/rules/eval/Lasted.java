package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;

/**
 * {@code lasted(name, seconds, within)}: the visitor's latest moment of a type that lasted so long is within a time, the edge
 * included. One that is later than the present moment counts.
 */
public final class Lasted extends Condition {
    private static final double MS_PER_SECOND = 1_000;

    private final int lastedSlot;
    private final long withinMs;
    private final String words;

    /**
     * A long moment.
     *
     * @param lastedSlot pair of type and duration
     * @param seconds    of the pair, for the words
     * @param withinMs   milliseconds
     * @param name       of the type
     */
    public Lasted(final int lastedSlot, final double seconds, final long withinMs, final String name) {
        this.lastedSlot = lastedSlot;
        this.withinMs = withinMs;
        this.words = name + " of at least " + Words.number(seconds) + " s within " + Words.duration(withinMs);
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final long last = facts.lasted(lastedSlot);
        return last != FactView.NEVER && in.occurred - last <= withinMs;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, holds(evidence.in(), evidence.facts()))
            .with("value", evidence.secondsSince(evidence.facts().lasted(lastedSlot)))
            .with("threshold", withinMs / MS_PER_SECOND);
    }

    @Override
    public int reads() {
        return Reads.FACTS;
    }

    @Override
    public String toString() {
        return words;
    }
}
