package dev.inkling.ring;

import java.util.List;

/**
 * Whether traffic can be taken, and what an operator should know. Immutable.
 *
 * @param ready    true when offers are accepted
 * @param reasons  why not; empty when ready
 * @param warnings what is odd but does not stop traffic, such as steps of the clock
 */
public record Readiness(boolean ready, List<String> reasons, List<String> warnings) {
    /** Copies the lists. */
    public Readiness {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }
}
