package dev.inkling.scoring;

import dev.inkling.scoring.rules.Nearest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** {@link EngineSettings} as YAML. What a text leaves out it takes from other settings, or derives. Stateless. */
final class EngineSettingsText {
    private static final int MOST_ENTRIES = 1 << 26;
    private static final int MOST_NAME_BYTES = 64;
    private static final long DAY_MS = 24 * 60 * 60_000L;
    private static final String[] KEYS = {"version", "clock", "session", "session_gap_ms", "visitors", "cadence", "dedup", "holdout",
        "visitor_retention_ms", "late_ms", "visible_per_session", "visible_gap_ms", "ignored_ms", "timers", "timers_per_frame",
        "storefronts"};

    private EngineSettingsText() {
    }

    /** Reads; tables that follow from the number of visitors, twice as large, go on doing so unless the text gives their own size. */
    static EngineSettings parse(final String text, final String file, final EngineSettings base) throws ConfigException {
        final YamlMap map = YamlMap.parse(text, file);
        map.allow(KEYS);
        final int visitors = (int) map.whole("visitors", 1, MOST_ENTRIES, base.visitors());
        final EngineSettings d = base.resized(visitors);
        final EngineSettings settings = new EngineSettings(
            (int) map.whole("version", EngineSettings.VERSION, EngineSettings.VERSION, EngineSettings.VERSION),
            choice(map, "clock", EngineSettings.Clock.values(), d.clock()),
            choice(map, "session", EngineSettings.SessionMode.values(), d.session()),
            map.whole("session_gap_ms", 1, DAY_MS, d.sessionGapMs()),
            visitors,
            (int) map.whole("cadence", 1, MOST_ENTRIES, d.cadence()),
            (int) map.whole("dedup", 1, MOST_ENTRIES, d.dedup()),
            map.number("holdout", 0, 1, d.holdout()),
            map.whole("visitor_retention_ms", DAY_MS, 3_650 * DAY_MS, d.visitorRetentionMs()),
            map.whole("late_ms", 0, DAY_MS, d.lateMs()),
            map.has("storefronts") ? map.texts("storefronts") : d.storefronts(),
            limits(map, d.limits()));
        if (Integer.bitCount(settings.dedup()) != 1) {
            throw map.at("dedup", settings.dedup() + " is not a power of two; expected one", null);
        }
        final List<String> names = settings.storefronts();
        if (names.isEmpty() || names.size() > EngineSettings.MAX_STOREFRONTS || new HashSet<>(names).size() < names.size()
            || !names.stream().allMatch(EngineSettingsText::isName)) {
            throw map.at("storefronts", "expected 1 to " + EngineSettings.MAX_STOREFRONTS + " different names of 1 to " + MOST_NAME_BYTES
                + " bytes without control characters", null);
        }
        return settings;
    }

    /** What the keys of a storefront's visitors can be made with. */
    private static boolean isName(final String name) {
        return !name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= MOST_NAME_BYTES && name.chars().noneMatch(c -> c < ' ');
    }

    /** All keys that either of two texts gives, as the one above gives them where both do. */
    static String merge(final String below, final String file, final String above, final String aboveFile) throws ConfigException {
        final YamlMap under = YamlMap.parse(below, file);
        final YamlMap over = YamlMap.parse(above, aboveFile);
        under.allow(KEYS);
        over.allow(KEYS);
        final StringBuilder text = new StringBuilder(512);
        for (final String key : KEYS) {
            final YamlMap given = over.has(key) ? over : under;
            if (given.has(key)) {
                text.append(key).append(':');
                if (key.equals("storefronts")) {
                    given.texts(key).forEach(name -> text.append("\n  - ").append(quoted(name)));
                } else {
                    text.append(' ').append(quoted(given.text(key)));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String quoted(final String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static TriggerLimits limits(final YamlMap map, final TriggerLimits d) throws ConfigException {
        return new TriggerLimits(
            (int) map.whole("visible_per_session", 0, Integer.MAX_VALUE, d.visiblePerSession()),
            map.whole("visible_gap_ms", 0, DAY_MS, d.visibleGapMs()),
            map.whole("ignored_ms", 1, 7 * DAY_MS, d.ignoredMs()),
            (int) map.whole("timers", 1, MOST_ENTRIES, d.timers()),
            (int) map.whole("timers_per_frame", 1, TriggerLimits.MOST_TIMERS_PER_FRAME, d.timersPerFrame()));
    }

    /** Writes every key, in one order. */
    static String of(final EngineSettings settings) {
        final StringBuilder text = new StringBuilder(512);
        final TriggerLimits limits = settings.limits();
        final Object[] values = {settings.version(), label(settings.clock()), label(settings.session()), settings.sessionGapMs(),
            settings.visitors(), settings.cadence(), settings.dedup(), settings.holdout(), settings.visitorRetentionMs(),
            settings.lateMs(), limits.visiblePerSession(), limits.visibleGapMs(), limits.ignoredMs(), limits.timers(),
            limits.timersPerFrame()};
        for (int i = 0; i < values.length; i++) {
            text.append(KEYS[i]).append(": ").append(values[i]).append('\n');
        }
        text.append("storefronts:\n");
        for (final String name : settings.storefronts()) {
            text.append("  - ").append(quoted(name)).append('\n');
        }
        return text.toString();
    }

    private static <E extends Enum<E>> E choice(final YamlMap map, final String key, final E[] all, final E otherwise)
        throws ConfigException {
        if (!map.has(key)) {
            return otherwise;
        }
        final List<String> labels = new ArrayList<>();
        for (final E one : all) {
            if (label(one).equals(map.text(key))) {
                return one;
            }
            labels.add(label(one));
        }
        throw map.at(key, "`" + map.text(key) + "`; expected " + String.join(" or ", labels) + " for `" + key + "`"
            + Nearest.hint(map.text(key), labels, "`"), null);
    }

    private static String label(final Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
