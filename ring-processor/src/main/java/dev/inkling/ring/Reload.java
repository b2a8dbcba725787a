package dev.inkling.ring;

import java.util.List;

import dev.inkling.journal.codec.ConfigKind;

/**
 * What a reload came to. Immutable.
 *
 * @param sequence   of the frame from which the configuration is in force: every moment behind it is decided on by it
 * @param digest     of all configuration in force then, as decisions carry it
 * @param durability what the journaled frames can be relied on to survive
 * @param changed    kinds that were journaled; none when all of it was in force
 */
public record Reload(long sequence, long digest, Intake.Durability durability, List<ConfigKind> changed) {
    /** Copies the list. */
    public Reload {
        changed = List.copyOf(changed);
    }
}
