package dev.inkling.ring;

import java.util.Locale;

import dev.inkling.scoring.EngineSettings;

/**
 * What the tables of settings take of the heap, so that a start that cannot succeed says why in place of running out of memory.
 *
 * @param settings  of the engine
 * @param factBytes bytes of a visitor's facts under the rules
 */
record TableMemory(EngineSettings settings, int factBytes) {
    /** Least for all that is no table: classes, decisions at hand, event loops. */
    static final long OTHER_BYTES = 64L << 20;
    private static final double MEGA = 1e6;
    private static final long GIGA = 1_000_000_000L;

    /**
     * What the tables take, those of the engine and that of event ids.
     *
     * @return bytes
     */
    long bytes() {
        return settings.memoryBytes(factBytes) + DedupTable.bytes(settings.dedup());
    }

    /**
     * What a visitor takes, with all that is kept of one: facts, cadence, timers, indexes.
     *
     * @return bytes, rounded down
     */
    long visitorBytes() {
        return settings.memoryBytes(factBytes) / settings.visitors();
    }

    /**
     * Refuses a heap that is too small.
     *
     * @param heapBytes most that it may grow to
     * @throws ReloadException when the tables and {@link #OTHER_BYTES} do not fit into it
     */
    void requireHeap(final long heapBytes) {
        if (bytes() > heapBytes - OTHER_BYTES) {
            throw refused(text(heapBytes), bytes());
        }
    }

    /**
     * Refuses a heap that is too small for the change to these tables from others: while what is known goes from one table to the other,
     * both are there.
     *
     * @param before    tables that are there
     * @param isRebuilt whether facts are remembered of other types, or by other numbers
     * @param heapBytes most that the heap may grow to
     * @throws ReloadException when what is there at the same time and {@link #OTHER_BYTES} do not fit into it
     */
    void requireHeapBeside(final TableMemory before, final boolean isRebuilt, final long heapBytes) {
        final long ids = DedupTable.bytes(Math.max(settings.dedup(), before.settings.dedup()));
        final long now = before.settings.memoryBytes(before.factBytes);
        // The settings come first, then the rules.
        final long between = settings.memoryBytes(before.factBytes);
        final long tables = EngineChange.keepsTables(before.settings, settings) ? now : now + between;
        final long facts = between + (isRebuilt ? (long) settings.visitors() * factBytes : 0);
        final long most = ids + Math.max(tables, facts);
        if (most > heapBytes - OTHER_BYTES) {
            throw refused(String.format(Locale.ROOT, "while the change is made, tables of before and after are there at the same time"
                + " and take %,.1f MB of memory (%,.1f MB now), and the Java heap has at most %,.1f MB, of which %,.1f MB go elsewhere",
                most / MEGA, (now + ids) / MEGA, heapBytes / MEGA, OTHER_BYTES / MEGA), most);
        }
    }

    private static ReloadException refused(final String why, final long bytes) {
        return new ReloadException(ReloadException.Reason.NEEDS_RESTART, why + "; hold fewer visitors (setting visitors), let rules name"
            + " fewer moment types, or start with a larger Java heap (JAVA_OPTS=-Xmx" + (bytes + bytes / 4 + GIGA) / GIGA + "g or more)",
            null);
    }

    /**
     * The arithmetic in one line.
     *
     * @param heapBytes most that the heap may grow to
     * @return for people
     */
    String text(final long heapBytes) {
        final int visitors = settings.visitors();
        final long each = visitorBytes();
        return String.format(Locale.ROOT, "the tables take %,.1f MB of memory (%,d visitors x %,d B with all that is kept of one, and %,d "
            + "event ids x %,d B), and the Java heap has at most %,.1f MB, of which %,.1f MB go elsewhere", bytes() / MEGA, visitors, each,
            settings.dedup(), DedupTable.bytes(settings.dedup()) / settings.dedup(), heapBytes / MEGA, OTHER_BYTES / MEGA);
    }
}
