package dev.inkling.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.inkling.journal.Frames;
import dev.inkling.scoring.EngineSettings;

/**
 * What a journal came to: the state behind its last frame, with the wanted configuration in force.
 *
 * @param processor      behind the last frame
 * @param dedup          event ids
 * @param recent         decisions for duplicates
 * @param lastReceivedMs no later frame may be stamped with less, epoch ms
 */
record Recovered(MomentProcessor processor, DedupTable dedup, RecentDecisions recent, long lastReceivedMs) {
    private static final double MEGA = 1e6;

    /**
     * Whether the machine's clock stamps frames.
     *
     * @return false in event mode
     */
    boolean isWallClock() {
        return processor.settings().clock() == EngineSettings.Clock.WALL;
    }

    /**
     * What is allocated for what.
     *
     * @param context with the ring's settings
     * @return lines for people
     */
    List<String> memory(final PipelineContext context) {
        final List<String> lines = new ArrayList<>();
        lines.add(line("ring", context.ringSlots(), Frames.MAX_FRAME_BYTES));
        lines.add(line("decision lane", DecisionLane.PLACES, Frames.MAX_FRAME_BYTES));
        lines.add(line("recent decisions", context.recentDecisions(), Frames.MAX_FRAME_BYTES));
        final int ids = processor.settings().dedup();
        lines.add(line("event ids", ids, DedupTable.bytes(ids) / ids));
        final int factBytes = processor.engine().factBytes();
        lines.addAll(processor.settings().memory(factBytes));
        lines.add(sum(context, new TableMemory(processor.settings(), factBytes)));
        return lines;
    }

    /** All of the lines above. */
    private static String sum(final PipelineContext context, final TableMemory tables) {
        final long frames = context.ringSlots() + DecisionLane.PLACES + context.recentDecisions();
        return String.format(Locale.ROOT, "%-15s %,36.1f MB; %,d B for each visitor, with all that is kept of one", "together",
            (frames * Frames.MAX_FRAME_BYTES + tables.bytes()) / MEGA, tables.visitorBytes());
    }

    private static String line(final String what, final long count, final long bytes) {
        return String.format(Locale.ROOT, "%-15s %,11d x %,6d B = %,9.1f MB", what, count, bytes, count * bytes / MEGA);
    }
}
