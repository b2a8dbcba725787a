package dev.inkling.scoring;

import java.util.Map;

/**
 * What a rule did and cost since a {@link RuleMeter} was given to the engine, or since the rule came in force after that.
 *
 * @param rule      its name
 * @param sampled   evaluations that were timed, at moments
 * @param nanos     mean of the latest of them, some 256: condition, cadence and what a decision cost, without what the clock takes; ns, 0
 *                  before there is any
 * @param decisions made, at moments and by timers; a status without any is left out
 */
public record RuleFigures(String rule, long sampled, double nanos, Map<Status, Long> decisions) {
    /** Copies the map. */
    public RuleFigures {
        decisions = Map.copyOf(decisions);
    }
}
