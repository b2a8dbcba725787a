package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.SkipDecoder;
import org.agrona.collections.LongHashSet;

/**
 * Events that an engineer chose to leave out. Skip frames stand behind the events they speak of, and a half-applied event cannot be taken
 * back, so they are collected before a replay begins. The frames themselves are checked by the replay.
 */
final class SkippedSequences {
    /** Length of a skip frame. */
    static final int SKIP_BYTES = Frames.HEADER_BYTES + SkipDecoder.BLOCK_LENGTH;
    private static final int SKIPPED_OFFSET = Frames.HEADER_BYTES + SkipDecoder.skippedEncodingOffset();

    private final LongHashSet sequences = new LongHashSet();

    /**
     * Reads all skips behind a place.
     *
     * @param journal to read
     * @param behind  the place; {@link FramePosition#START} for the whole journal
     */
    SkippedSequences(final Journal journal, final FramePosition behind) {
        try (FramePoller poller = journal.poller(QueueName.EVENTS, behind)) {
            while (poller.pollNext(SKIP_BYTES, SkipDecoder.TEMPLATE_ID)) {
                sequences.add(poller.buffer().getLong(SKIPPED_OFFSET, ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    /**
     * Whether an event is left out.
     *
     * @param sequence of it
     * @return true when a skip names it
     */
    boolean contains(final long sequence) {
        return !sequences.isEmpty() && sequences.contains(sequence);
    }
}
