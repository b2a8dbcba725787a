package dev.inkling.ring;

import dev.inkling.scoring.EngineSettings;

/** What a change of the engine's settings means for what it remembers. Stateless. */
final class EngineChange {
    private EngineChange() {
    }

    /**
     * Whether an engine may go on under other settings.
     *
     * @param before in force
     * @param after  wanted
     * @return true when they differ at most in the clock, the bound for late moments and the journal handler's table
     */
    static boolean keepsState(final EngineSettings before, final EngineSettings after) {
        return aligned(before).equals(aligned(after));
    }

    private static EngineSettings aligned(final EngineSettings settings) {
        final EngineSettings defaults = EngineSettings.defaults();
        return new EngineSettings(settings.version(), defaults.clock(), settings.session(), settings.sessionGapMs(),
            settings.visitors(), settings.cadence(), defaults.dedup(), settings.holdout(), settings.visitorRetentionMs(),
            defaults.lateMs(), settings.storefronts());
    }
}
