package dev.inkling.scoring.rules;

import java.util.List;

/**
 * What the timer of a rule waits for: that a visitor does nothing for a while after a moment.
 *
 * @param moments types of the catalogue; one of them sets the timer
 * @param idleMs  how long nothing of the visitor must follow, ms
 * @param unless  types of the catalogue that take the timer back
 */
public record After(List<Integer> moments, long idleMs, List<Integer> unless) {
    /** Copies the lists. */
    public After {
        moments = List.copyOf(moments);
        unless = List.copyOf(unless);
    }
}
