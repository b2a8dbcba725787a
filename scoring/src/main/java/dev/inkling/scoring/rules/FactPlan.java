package dev.inkling.scoring.rules;

import java.util.Arrays;
import java.util.Objects;

/**
 * Which moment types the rules in force name, and what must be remembered of them: the layout of a visitor's facts. Made by
 * the compiler with a rule set; immutable.
 *
 * @param factTypes      catalogue type of each fact index, at most 64
 * @param timesFacts     fact index of each list of the last 15 times (types that a rule counts within a time)
 * @param lastedFacts    fact index of each lasted slot
 * @param lastedSeconds  least duration of each lasted slot, seconds
 */
public record FactPlan(int[] factTypes, int[] timesFacts, int[] lastedFacts, double[] lastedSeconds) {
    /** Most moment types that rules in force may name. */
    public static final int MAX_FACTS = 64;
    /** Times remembered of a type that a rule counts. */
    public static final int TIMES = 15;
    /** A plan without facts. */
    public static final FactPlan EMPTY = new FactPlan(new int[0], new int[0], new int[0], new double[0]);

    /** Whether another plan is the same layout of the same facts, by a catalogue with the same numbers of types. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof FactPlan plan && Arrays.equals(factTypes, plan.factTypes) && Arrays.equals(timesFacts, plan.timesFacts)
            && Arrays.equals(lastedFacts, plan.lastedFacts) && Arrays.equals(lastedSeconds, plan.lastedSeconds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(factTypes), Arrays.hashCode(timesFacts), Arrays.hashCode(lastedFacts),
            Arrays.hashCode(lastedSeconds));
    }
}
