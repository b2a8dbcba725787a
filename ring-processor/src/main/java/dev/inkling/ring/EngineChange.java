package dev.inkling.ring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;

/** What a change of the engine's settings means for what it remembers. Stateless. */
final class EngineChange {
    private EngineChange() {
    }

    /**
     * Whether what is known of visitors can go on under other settings.
     *
     * @param before in force
     * @param after  wanted
     * @return true when storefronts keep their numbers: there may be more of them, behind
     */
    static boolean keepsVisitors(final EngineSettings before, final EngineSettings after) {
        final List<String> names = before.storefronts();
        return after.storefronts().size() >= names.size() && after.storefronts().subList(0, names.size()).equals(names);
    }

    /**
     * Whether an engine may go on with the tables that it has.
     *
     * @param before in force
     * @param after  wanted
     * @return true when they differ in no capacity of the engine's, nor in what a session is, nor in retention or storefronts
     */
    static boolean keepsTables(final EngineSettings before, final EngineSettings after) {
        return aligned(before).equals(aligned(after));
    }

    /**
     * Why a change cannot come in force in a running pipeline: what a frame means to those who read the journal's clock and ids, and the
     * sizes of tables, stay from start to end.
     *
     * @param before in force
     * @param after  wanted
     * @return what differs, by key, in words; empty when it can come in force
     */
    static Map<String, String> whyNotLive(final EngineSettings before, final EngineSettings after) {
        final Map<String, String> fixed = new LinkedHashMap<>();
        differ(fixed, "clock", label(before.clock()), label(after.clock()));
        differ(fixed, "dedup", before.dedup(), after.dedup());
        differ(fixed, "storefronts", before.storefronts(), after.storefronts());
        return fixed;
    }

    private static void differ(final Map<String, String> fixed, final String key, final Object before, final Object after) {
        if (!before.equals(after)) {
            fixed.put(key, key + " from " + before + " to " + after);
        }
    }

    private static String label(final Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
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
