package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Checks the frames of one queue, one after the other: each must be whole, and continue the one before. A frame that fails leaves the check
 * where it was. An erased frame (salt 0, personal part zero, personal digest kept) is sound. Allocates nothing. Not thread safe.
 */
public final class FrameCheck {
    private final QueueName queue;
    private final FrameScratch scratch = new FrameScratch();
    /** Where the personal part of the frame at hand begins. */
    private int personal;

    private long lastSequence;
    private long lastReceivedMs = Long.MIN_VALUE;
    private long lastChain;
    private int lastEpoch;

    /**
     * A check from the beginning of a queue.
     *
     * @param queue which
     */
    public FrameCheck(final QueueName queue) {
        this.queue = queue;
    }

    /**
     * Takes a frame on trust and goes on behind it.
     *
     * @param sequence   of it
     * @param receivedMs of it
     * @param epoch      of it
     * @param chain      of it
     */
    public void resume(final long sequence, final long receivedMs, final int epoch, final long chain) {
        lastSequence = sequence;
        lastReceivedMs = receivedMs;
        lastEpoch = epoch;
        lastChain = chain;
    }

    /**
     * Checks the next frame.
     *
     * @param frame  holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return {@link FrameVerdict#OK} when it is sound; only then the check moves on
     */
    public FrameVerdict check(final DirectBuffer frame, final int offset, final int length) {
        final FrameVerdict fits = load(frame, offset, length);
        return fits == FrameVerdict.OK ? check(scratch, length) : fits;
    }

    /**
     * Checks the next frame where it stands.
     *
     * @param frame  holds it; has the same bytes afterwards
     * @param length in bytes, whatever was found
     * @return {@link FrameVerdict#OK} when it is sound; only then the check moves on
     */
    public FrameVerdict check(final FrameScratch frame, final int length) {
        final FrameVerdict fits = fits(length);
        if (fits != FrameVerdict.OK) {
            return fits;
        }
        final FrameVerdict whole = whole(frame, length);
        if (whole != FrameVerdict.OK) {
            return whole;
        }
        final UnsafeBuffer buffer = frame.buffer();
        if (FrameChain.next(buffer, personal, lastChain) != Frames.chain(buffer, 0)) {
            return FrameVerdict.BAD_CHAIN;
        }
        final FrameVerdict order = order(buffer);
        if (order == FrameVerdict.OK) {
            resume(Frames.sequence(buffer, 0), Frames.received(buffer, 0), Frames.epoch(buffer, 0), Frames.chain(buffer, 0));
        }
        return order;
    }

    /**
     * Checks a frame by itself, whatever stands before it. Does not move the check.
     *
     * @param frame  holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return {@link FrameVerdict#OK} when its bytes are those that were written
     */
    public FrameVerdict whole(final DirectBuffer frame, final int offset, final int length) {
        final FrameVerdict fits = load(frame, offset, length);
        return fits == FrameVerdict.OK ? whole(scratch, length) : fits;
    }

    private FrameVerdict load(final DirectBuffer frame, final int offset, final int length) {
        final FrameVerdict fits = fits(length);
        if (fits != FrameVerdict.OK) {
            return fits;
        }
        if (offset < 0 || offset > frame.capacity() - length) {
            return FrameVerdict.TOO_LONG;
        }
        scratch.load(frame, offset, length);
        return FrameVerdict.OK;
    }

    private static FrameVerdict fits(final int length) {
        if (length < Frames.PREFIX_BYTES) {
            return FrameVerdict.TOO_SHORT;
        }
        return length > Frames.MAX_FRAME_BYTES ? FrameVerdict.TOO_LONG : FrameVerdict.OK;
    }

    private FrameVerdict whole(final FrameScratch frame, final int length) {
        final UnsafeBuffer buffer = frame.buffer();
        personal = FrameStructure.personalOffset(buffer, 0, length, isErased(buffer));
        final FrameVerdict structure = personal < 0 ? FrameVerdict.of(-personal) : FrameVerdict.OK;
        if (structure == FrameVerdict.TOO_SHORT || structure == FrameVerdict.BAD_HEADER
            || !FrameOrder.belongs(queue, Frames.templateId(buffer, 0))) {
            return structure == FrameVerdict.TOO_SHORT ? structure : FrameVerdict.BAD_HEADER;
        }
        if (frame.crc32c(length) != buffer.getInt(Frames.CRC_OFFSET, ByteOrder.LITTLE_ENDIAN)) {
            return FrameVerdict.BAD_CRC;
        }
        if (structure != FrameVerdict.OK) {
            return structure;
        }
        return isPersonalSound(buffer, length) ? FrameVerdict.OK : FrameVerdict.BAD_PERSONAL;
    }

    /**
     * Sequence of the last sound frame.
     *
     * @return the sequence, 0 before the first
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Time of the last sound frame.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} before the first
     */
    public long lastReceivedMs() {
        return lastReceivedMs;
    }

    /**
     * Chain of the last sound frame.
     *
     * @return the digest, 0 before the first
     */
    public long lastChain() {
        return lastChain;
    }

    /**
     * Epoch of the last sound frame.
     *
     * @return the epoch, 0 before the first
     */
    public int lastEpoch() {
        return lastEpoch;
    }

    private FrameVerdict order(final UnsafeBuffer buffer) {
        final int template = Frames.templateId(buffer, 0);
        final long lastGood = template == VoidDecoder.TEMPLATE_ID ? VoidFrame.lastGood(buffer, 0) : 0L;
        final FrameVerdict order = FrameOrder.check(queue, template, Frames.sequence(buffer, 0), Frames.received(buffer, 0),
            lastGood, lastSequence, lastReceivedMs);
        if (order == FrameVerdict.BAD_SEQUENCE) {
            return order;
        }
        final int epoch = Frames.epoch(buffer, 0);
        return epoch < 1 || epoch < lastEpoch ? FrameVerdict.BAD_EPOCH : order;
    }

    private static boolean isErased(final UnsafeBuffer buffer) {
        return salt(buffer) == 0L && personalDigest(buffer) != 0L;
    }

    private boolean isPersonalSound(final UnsafeBuffer buffer, final int length) {
        final long salt = salt(buffer);
        final long digest = personalDigest(buffer);
        if (personal == length) {
            return salt == 0L && digest == 0L;
        }
        if (salt == 0L) {
            final boolean empty = buffer.getShort(personal + 2, ByteOrder.LITTLE_ENDIAN) == 0;
            return digest != 0L || empty;
        }
        return digest == FrameChain.personal(buffer, personal, length, salt);
    }

    private static long salt(final UnsafeBuffer buffer) {
        return buffer.getLong(Frames.SALT_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private static long personalDigest(final UnsafeBuffer buffer) {
        return buffer.getLong(Frames.PERSONAL_DIGEST_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
