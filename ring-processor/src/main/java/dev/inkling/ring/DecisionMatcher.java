package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import org.agrona.DirectBuffer;

/**
 * Merges the decisions that a replay makes with those that the journal keeps, in the order of sequence and ordinal, and compares their
 * deciding parts; compares checkpoints with the processor. The parts that differ from writer to writer are left aside: epoch, chain, salt,
 * personal digest, CRC, and ids as sent. Confined to one thread.
 */
final class DecisionMatcher {
    private static final int ORDINAL_OFFSET = Frames.HEADER_BYTES + DecisionDecoder.ordinalEncodingOffset();
    private static final int DIGEST_OFFSET = Frames.HEADER_BYTES + CheckpointDecoder.digestEncodingOffset();
    private static final int EVENTS_OFFSET = Frames.HEADER_BYTES + CheckpointDecoder.eventsEncodingOffset();
    private static final int DECISIONS_OFFSET = Frames.HEADER_BYTES + CheckpointDecoder.decisionsEncodingOffset();

    private final DecisionReader journaled;
    private final DivergenceSink divergences;

    /**
     * A matcher at the beginning of both.
     *
     * @param journaled   what the journal keeps
     * @param divergences told of each difference
     */
    DecisionMatcher(final DecisionReader journaled, final DivergenceSink divergences) {
        this.journaled = journaled;
        this.divergences = divergences;
    }

    /**
     * Compares the next decision that the replay made.
     *
     * @param frame  without texts
     * @param offset of its first byte
     * @param length in bytes
     * @return false when the journal holds no more records: this one and all that follow are missing there, or damaged
     */
    boolean match(final DirectBuffer frame, final int offset, final int length) {
        final long sequence = Frames.sequence(frame, offset);
        final int ordinal = ordinal(frame, offset);
        while (journaled.peek()) {
            final int order = order(sequence, ordinal);
            if (order > 0) {
                if (!journaled.mayBeDamaged()) {
                    divergences.onDivergence(sequence, "decision " + sequence + '.' + ordinal + " is missing from the journal");
                }
                return true;
            }
            if (order == 0) {
                if (!isSame(frame, offset, length)) {
                    divergences.onDivergence(sequence, "decision " + sequence + '.' + ordinal + " differs from the journaled one");
                }
                journaled.take();
                return true;
            }
            surplus();
        }
        if (journaled.verdict() != FrameVerdict.OK) {
            divergences.onDivergence(sequence,
                "the record of decision " + sequence + '.' + ordinal + " is damaged or missing (" + journaled.verdict() + ")");
            return true;
        }
        return false;
    }

    /** Negative when the record at hand stands before the decision, 0 when it is the same, positive when behind it. */
    private int order(final long sequence, final int ordinal) {
        if (journaled.sequence() != sequence) {
            return Long.compare(journaled.sequence(), sequence);
        }
        return isDecision() ? Integer.compare(ordinal(journaled.buffer(), 0), ordinal) : 1;
    }

    private boolean isDecision() {
        return Frames.templateId(journaled.buffer(), 0) == DecisionDecoder.TEMPLATE_ID;
    }

    private static int ordinal(final DirectBuffer frame, final int offset) {
        return frame.getShort(offset + ORDINAL_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private boolean isSame(final DirectBuffer frame, final int offset, final int length) {
        return journaled.length() >= length
            && isEqual(frame, offset, 0, Frames.CRC_OFFSET)
            && isEqual(frame, offset, Frames.SEQUENCE_OFFSET, Frames.CHAIN_OFFSET)
            && isEqual(frame, offset, Frames.PREFIX_BYTES, length);
    }

    private boolean isEqual(final DirectBuffer frame, final int offset, final int from, final int to) {
        final DirectBuffer other = journaled.buffer();
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            if (frame.getLong(offset + i) != other.getLong(i)) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (frame.getByte(offset + i) != other.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Compares what the journal holds up to an event that the replay has finished.
     *
     * @param sequence  of the event
     * @param processor after it
     */
    void finish(final long sequence, final MomentProcessor processor) {
        while (journaled.peek() && journaled.sequence() <= sequence) {
            if (isDecision()) {
                surplus();
            } else {
                compareCheckpoint(sequence, processor);
                journaled.take();
            }
        }
    }

    private void compareCheckpoint(final long sequence, final MomentProcessor processor) {
        final DirectBuffer checkpoint = journaled.buffer();
        final boolean same = journaled.sequence() == sequence
            && checkpoint.getLong(DIGEST_OFFSET, ByteOrder.LITTLE_ENDIAN) == processor.digest()
            && checkpoint.getLong(EVENTS_OFFSET, ByteOrder.LITTLE_ENDIAN) == processor.events()
            && checkpoint.getLong(DECISIONS_OFFSET, ByteOrder.LITTLE_ENDIAN) == processor.decisions();
        if (!same) {
            divergences.onDivergence(journaled.sequence(), "the checkpoint there differs from the replay");
        }
    }

    private void surplus() {
        final long sequence = journaled.sequence();
        divergences.onDivergence(sequence, "the journal holds a decision that the replay does not make: " + sequence
            + (isDecision() ? "." + ordinal(journaled.buffer(), 0) : " (a checkpoint)"));
        journaled.take();
    }

    /** Takes the differences. */
    @FunctionalInterface
    interface DivergenceSink {
        /**
         * The replay and the journal differ.
         *
         * @param sequence of the event
         * @param reason   in words
         */
        void onDivergence(long sequence, String reason);
    }
}
