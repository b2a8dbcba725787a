package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.SkipDecoder;
import org.agrona.DirectBuffer;
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
     * Reads the skips of a journal from a place on. Those before it speak of events before it.
     *
     * @param journal to read
     * @param behind  the place, in its events
     */
    SkippedSequences(final Journal journal, final FramePosition behind) {
        try (FramePoller poller = journal.poller(QueueName.EVENTS, behind)) {
            while (poller.poll()) {
                final DirectBuffer frame = poller.buffer();
                if (poller.length() == SKIP_BYTES && Frames.templateId(frame, 0) == SkipDecoder.TEMPLATE_ID) {
                    sequences.add(frame.getLong(SKIPPED_OFFSET, ByteOrder.LITTLE_ENDIAN));
                }
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
        return sequences.contains(sequence);
    }
}
