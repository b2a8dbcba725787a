package dev.inkling.scoring;

import java.util.ArrayList;
import java.util.Collection;
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
    private static final int DEFAULT_VISITORS = 1 << 18;
    private static final int CADENCE_PER_VISITOR = 2;
    /** The default rules have two timers that the same moment sets. */
    private static final int TIMERS_PER_VISITOR = 2;
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 24 * 60 * MINUTE_MS;
    /** 13 months of 31 days at most: as long as the CNIL lets a tracker for audience measurement live (guidelines of 17 September 2020). */
    private static final long RETENTION_MS = 396 * DAY_MS;

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
     * The defaults.
     *
     * @return settings
     */
    public static EngineSettings defaults() {
        return new EngineSettings(VERSION, Clock.WALL, SessionMode.IDLE, 30 * MINUTE_MS, 1, 1, 1 << 20, 0, RETENTION_MS,
            60 * MINUTE_MS, List.of("default")).withVisitors(DEFAULT_VISITORS);
    }

    /**
     * Reads settings; what is not given has its default. The tables follow from {@code visitors}: {@code cadence} and {@code timers} are
     * twice that, unless given.
     *
     * @param text YAML
     * @param file its name, for errors
     * @return settings
     * @throws ConfigException when they cannot be used; names line, column and what was expected
     */
    public static EngineSettings parse(final String text, final String file) throws ConfigException {
        return EngineSettingsText.parse(text, file, defaults());
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

    /**
     * Reads settings over others: what is not given stays as it is there. Where {@code visitors} is given, the sizes that follow from it
     * do so, unless they are given as well.
     *
     * @param text YAML
     * @param file its name, for errors
     * @return settings
     * @throws ConfigException when they cannot be used; names line, column and what was expected
     */
    public EngineSettings with(final String text, final String file) throws ConfigException {
        return EngineSettingsText.parse(text, file, this);
    }

    /**
     * Puts two texts together: keys that both give are as the one above gives them.
     *
     * @param below     YAML
     * @param file      its name, for errors
     * @param above     YAML
     * @param aboveFile its name, for errors
     * @return YAML with all keys that are given, for {@link #parse} or {@link #with}
     * @throws ConfigException when one of them cannot be read or has a key that there is not
     */
    public static String merge(final String below, final String file, final String above, final String aboveFile) throws ConfigException {
        return EngineSettingsText.merge(below, file, above, aboveFile);
    }

    /**
     * The canonical text: every key, in one order.
     *
     * @return YAML that {@link #parse} reads back to equal settings
     */
    public String toText() {
        return EngineSettingsText.of(this);
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
     * The same for so many visitors, with all that follows from their number: room for twice as many pairs of visitor and rule, and for
     * twice as many timers.
     *
     * @param most visitors
     * @return settings
     */
    public EngineSettings withVisitors(final int most) {
        return withCapacities(most, (int) Math.min(MOST_ENTRIES, (long) CADENCE_PER_VISITOR * most))
            .withLimits(limits.withTimers((int) Math.min(MOST_ENTRIES, (long) TIMERS_PER_VISITOR * most)));
    }

    /**
     * The same for so many visitors. A table that was twice as large as that of the visitors, as it is unless somebody chose its size, is
     * so again; one of a size that was chosen keeps it.
     *
     * @param most visitors
     * @return settings
     */
    public EngineSettings resized(final int most) {
        final EngineSettings all = withVisitors(most);
        final EngineSettings derived = withVisitors(visitors);
        return withCapacities(most, cadence == derived.cadence ? all.cadence : cadence)
            .withLimits(limits.timers() == derived.limits.timers() ? all.limits : limits);
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
     * The same with another retention.
     *
     * @param other a visitor of whom nothing was heard for so long is forgotten, ms
     * @return settings
     */
    public EngineSettings withRetention(final long other) {
        return new EngineSettings(version, clock, session, sessionGapMs, visitors, cadence, dedup, holdout, other, lateMs, storefronts,
            limits);
    }

    /**
     * The same with another holdout.
     *
     * @param other share of visitors held out of everything, 0 to 1
     * @return settings
     */
    public EngineSettings withHoldout(final double other) {
        return new EngineSettings(version, clock, session, sessionGapMs, visitors, cadence, dedup, other, visitorRetentionMs, lateMs,
            storefronts, limits);
    }

    /**
     * What the tables take, line by line, with the arithmetic.
     *
     * @param factBytes bytes of a visitor's facts, and of what else is kept of her for the rules in force
     * @return lines for people; {@link #memoryBytes} is their sum
     */
    public List<String> memory(final int factBytes) {
        final List<String> lines = new ArrayList<>();
        tables(factBytes, lines);
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
}
