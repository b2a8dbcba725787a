package dev.inkling.scoring;

import dev.inkling.scoring.rules.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Everything that decides besides catalogue, rules and model: it stands in the journal, since an eviction depends on a table's size and a
 * session on its gap. Written as YAML in one canonical form. Immutable.
 *
 * @param version            of the engine's behaviour, {@link #VERSION}
 * @param clock              where time comes from
 * @param session            what begins a session besides the gap
 * @param sessionGapMs       a session is over when nothing happened for longer, ms
 * @param visitors           most visitors remembered; the least recently active makes room
 * @param cadence            most pairs of visitor (or customer) and rule of which is remembered when it fired and what came back
 * @param dedup              most event ids remembered by the journal handler, a power of two
 * @param holdout            share of visitors held out of everything, 0 to 1
 * @param visitorRetentionMs a visitor of whom nothing was heard for so long is forgotten, ms
 * @param lateMs             a moment that happened longer ago than this when received is late, ms
 * @param storefronts        names by number, the first is 0
 * @param limits             of what rules may do together
 */
public record EngineSettings(
    int version, Clock clock, SessionMode session, long sessionGapMs, int visitors, int cadence, int dedup, double holdout,
    long visitorRetentionMs, long lateMs, List<String> storefronts, TriggerLimits limits) {
    /** Version of the behaviour that this code has; another one is refused. */
    public static final int VERSION = 4;
    /** Most storefronts: a frame numbers them with 16 bits. */
    public static final int MAX_STOREFRONTS = 1 << 16;

    private static final int MOST_ENTRIES = 1 << 26;
    private static final int CADENCE_PER_VISITOR = 2;
    private static final String[] KEYS = {"version", "clock", "session", "session_gap_ms", "visitors", "cadence", "dedup", "holdout",
        "visitor_retention_ms", "late_ms", "visible_per_session", "visible_gap_ms", "ignored_ms", "timers", "timers_per_frame",
        "storefronts"};
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 24 * 60 * MINUTE_MS;

    /** Where time comes from. */
    public enum Clock {
        /** The machine's. */
        WALL,
        /** The events' own. */
        EVENT
    }

    /** What begins a session besides the gap. */
    public enum SessionMode {
        /** Nothing. */
        IDLE,
        /** Another session id of the storefront, too. */
        CLIENT
    }

    /** Copies the list. */
    public EngineSettings {
        storefronts = List.copyOf(storefronts);
    }

    /** With the default limits. */
    public EngineSettings(
        final int version, final Clock clock, final SessionMode session, final long sessionGapMs, final int visitors, final int cadence,
        final int dedup, final double holdout, final long visitorRetentionMs, final long lateMs, final List<String> storefronts) {
        this(version, clock, session, sessionGapMs, visitors, cadence, dedup, holdout, visitorRetentionMs, lateMs, storefronts,
            TriggerLimits.DEFAULTS);
    }

    /**
     * The defaults: tables of about 410 MB with the default rules.
     *
     * @return settings
     */
    public static EngineSettings defaults() {
        return new EngineSettings(VERSION, Clock.WALL, SessionMode.IDLE, 30 * MINUTE_MS, 1 << 18, 1 << 19, 1 << 20, 0, 30 * DAY_MS,
            60 * MINUTE_MS, List.of("default"));
    }

    /**
     * Reads settings; what is not given has its default. The tables follow from {@code visitors}: {@code cadence} is twice that and
     * {@code timers} as many, unless given.
     *
     * @param text YAML
     * @param file its name, for errors
     * @return settings
     * @throws ConfigException when they cannot be used; names line, column and what was expected
     */
    public static EngineSettings parse(final String text, final String file) throws ConfigException {
        final YamlMap map = YamlMap.parse(text, file);
        map.allow(KEYS);
        final EngineSettings d = defaults();
        final int visitors = (int) map.whole("visitors", 1, MOST_ENTRIES, d.visitors);
        final EngineSettings settings = new EngineSettings(
            (int) map.whole("version", VERSION, VERSION, VERSION),
            choice(map, "clock", Clock.values(), d.clock),
            choice(map, "session", SessionMode.values(), d.session),
            map.whole("session_gap_ms", 1, DAY_MS, d.sessionGapMs),
            visitors,
            (int) map.whole("cadence", 1, MOST_ENTRIES, Math.min(MOST_ENTRIES, CADENCE_PER_VISITOR * visitors)),
            (int) map.whole("dedup", 1, MOST_ENTRIES, d.dedup),
            map.number("holdout", 0, 1, d.holdout),
            map.whole("visitor_retention_ms", DAY_MS, 3_650 * DAY_MS, d.visitorRetentionMs),
            map.whole("late_ms", 0, DAY_MS, d.lateMs),
            map.has("storefronts") ? map.texts("storefronts") : d.storefronts,
            limits(map, d.limits, visitors));
        if (Integer.bitCount(settings.dedup) != 1) {
            throw map.at("dedup", settings.dedup + " is not a power of two; expected one", null);
        }
        final List<String> names = settings.storefronts;
        if (names.isEmpty() || names.size() > MAX_STOREFRONTS || new HashSet<>(names).size() < names.size()
            || names.stream().anyMatch(name -> name.isEmpty() || name.chars().anyMatch(c -> c < ' '))) {
            throw map.at("storefronts", "expected 1 to " + MAX_STOREFRONTS + " different names without control characters", null);
        }
        return settings;
    }

    /**
     * A mistake in settings that can be read, but not be used where they are to.
     *
     * @param text YAML that {@link #parse} takes
     * @param file its name, for errors
     * @param keys that are concerned; the first that is given is the place
     * @param what is wrong, and what was expected
     * @return with the place of the key's value, or that of all where none is given
     */
    public static ConfigException mistake(final String text, final String file, final Collection<String> keys, final String what) {
        try {
            final YamlMap map = YamlMap.parse(text, file);
            return map.at(keys.stream().filter(map::has).findFirst().orElse(""), what, null);
        } catch (final ConfigException unreadable) {
            return unreadable;
        }
    }

    private static TriggerLimits limits(final YamlMap map, final TriggerLimits d, final int visitors) throws ConfigException {
        return new TriggerLimits(
            (int) map.whole("visible_per_session", 0, Integer.MAX_VALUE, d.visiblePerSession()),
            map.whole("visible_gap_ms", 0, DAY_MS, d.visibleGapMs()),
            map.whole("ignored_ms", 1, 7 * DAY_MS, d.ignoredMs()),
            (int) map.whole("timers", 1, MOST_ENTRIES, visitors),
            (int) map.whole("timers_per_frame", 1, TriggerLimits.MOST_TIMERS_PER_FRAME, d.timersPerFrame()));
    }

    /**
     * The canonical text: every key, in one order.
     *
     * @return YAML that {@link #parse} reads back to equal settings
     */
    public String toText() {
        final StringBuilder text = new StringBuilder(512);
        final Object[] values = {version, label(clock), label(session), sessionGapMs, visitors, cadence, dedup, holdout,
            visitorRetentionMs, lateMs, limits.visiblePerSession(), limits.visibleGapMs(), limits.ignoredMs(), limits.timers(),
            limits.timersPerFrame()};
        for (int i = 0; i < values.length; i++) {
            text.append(KEYS[i]).append(": ").append(values[i]).append('\n');
        }
        text.append("storefronts:\n");
        for (final String name : storefronts) {
            text.append("  - '").append(name.replace("'", "''")).append("'\n");
        }
        return text.toString();
    }

    /**
     * The same with another clock.
     *
     * @param other where time comes from
     * @return settings
     */
    public EngineSettings withClock(final Clock other) {
        return new EngineSettings(version, other, session, sessionGapMs, visitors, cadence, dedup, holdout, visitorRetentionMs, lateMs,
            storefronts, limits);
    }

    /**
     * The same with other capacities.
     *
     * @param most        visitors
     * @param mostCadence pairs of visitor and rule
     * @return settings
     */
    public EngineSettings withCapacities(final int most, final int mostCadence) {
        return new EngineSettings(version, clock, session, sessionGapMs, most, mostCadence, dedup, holdout, visitorRetentionMs, lateMs,
            storefronts, limits);
    }

    /**
     * The same with other limits.
     *
     * @param others of what rules may do together
     * @return settings
     */
    public EngineSettings withLimits(final TriggerLimits others) {
        return new EngineSettings(version, clock, session, sessionGapMs, visitors, cadence, dedup, holdout, visitorRetentionMs, lateMs,
            storefronts, others);
    }

    /**
     * What the tables take, line by line, with the arithmetic.
     *
     * @param factBytes bytes of a visitor's facts, and of what else is kept of her for the rules in force
     * @return lines for people, the last one the sum
     */
    public List<String> memory(final int factBytes) {
        final List<String> lines = new ArrayList<>();
        final long bytes = tables(factBytes, lines);
        lines.add(String.format(Locale.ROOT, "%-15s %,36.1f MB", "together", bytes / 1e6));
        return lines;
    }

    /**
     * What the tables take together.
     *
     * @param factBytes bytes of a visitor's facts under the rules in force
     * @return bytes
     */
    public long memoryBytes(final int factBytes) {
        return tables(factBytes, new ArrayList<>());
    }

    private long tables(final int factBytes, final List<String> lines) {
        final long[] sum = {0};
        line(lines, sum, "visitors", visitors, VisitorLayout.BYTES);
        line(lines, sum, "visitor facts", visitors, factBytes);
        line(lines, sum, "visitor order", visitors, SessionTable.SLOT_BYTES);
        line(lines, sum, "session ends", 1, SlotCalendar.bytes(visitors));
        line(lines, sum, "visitor index", KeyedSlots.entries(visitors), KeyedSlots.ENTRY_BYTES);
        line(lines, sum, "cadence", cadence, CadenceTable.ENTRY_BYTES);
        line(lines, sum, "cadence index", KeyedSlots.entries(cadence), CadenceTable.INDEX_BYTES);
        line(lines, sum, "timers", limits.timers(), TimerTable.TIMER_BYTES);
        line(lines, sum, "timers' turns", 1, SlotCalendar.bytes(limits.timers()));
        return sum[0];
    }

    private static void line(final List<String> lines, final long[] sum, final String what, final long count, final long bytes) {
        sum[0] += count * bytes;
        lines.add(String.format(Locale.ROOT, "%-15s %,11d x %,6d B = %,9.1f MB", what, count, bytes, count * bytes / 1e6));
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
