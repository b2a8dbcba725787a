package dev.inkling.ring;

import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;

/** What a change of the engine's settings means for what it remembers. Stateless. */
final class EngineChange {
    private EngineChange() {
    }

    /**
     * Whether an engine may go on under other settings.
     *
     * @param before in force
     * @param after  wanted
     * @return true when they differ in no capacity of the engine's, nor in what a session is, nor in the storefronts
     */
    static boolean keepsState(final EngineSettings before, final EngineSettings after) {
        return aligned(before).equals(aligned(after));
    }

    private static EngineSettings aligned(final EngineSettings settings) {
        final EngineSettings defaults = EngineSettings.defaults();
        final TriggerLimits d = defaults.limits();
        return new EngineSettings(settings.version(), defaults.clock(), settings.session(), settings.sessionGapMs(),
            settings.visitors(), settings.cadence(), defaults.dedup(), defaults.holdout(), settings.visitorRetentionMs(),
            defaults.lateMs(), settings.storefronts(),
            new TriggerLimits(d.visiblePerSession(), d.visibleGapMs(), d.ignoredMs(), settings.limits().timers(), d.timersPerFrame()));
    }
}
