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
     * Refuses a heap that is too small.
     *
     * @param heapBytes most that it may grow to
     * @throws PipelineException when the tables and {@link #OTHER_BYTES} do not fit into it
     */
    void requireHeap(final long heapBytes) {
        if (bytes() > heapBytes - OTHER_BYTES) {
            throw new PipelineException(text(heapBytes) + "; hold fewer visitors (setting visitors), or give Java a larger heap (-Xmx"
                + (bytes() + bytes() / 4 + GIGA) / GIGA + "g or more)");
        }
    }

    /**
     * The arithmetic in one line.
     *
     * @param heapBytes most that the heap may grow to
     * @return for people
     */
    String text(final long heapBytes) {
        final int visitors = settings.visitors();
        final long each = (bytes() - DedupTable.bytes(settings.dedup())) / visitors;
        return String.format(Locale.ROOT, "the tables take %,.1f MB of memory (%,d visitors x %,d B with all that is kept of one, and %,d "
            + "event ids x %,d B), and the Java heap has at most %,.1f MB, of which %,.1f MB go elsewhere", bytes() / MEGA, visitors, each,
            settings.dedup(), DedupTable.bytes(settings.dedup()) / settings.dedup(), heapBytes / MEGA, OTHER_BYTES / MEGA);
    }
}
