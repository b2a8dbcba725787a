package dev.inkling.journal;

import java.nio.ByteOrder;
import java.util.function.LongSupplier;

import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Seals the frames of one queue: stamps epoch, sequence and time, salts and digests the personal part, chains, and computes the
 * CRC32C. In two steps, so that the chain moves only when the medium has the frame: {@link #seal} makes the sealed frame in a buffer of
 * its own, {@link #commit} moves the chain and hands the seal to the caller's frame. Allocates nothing. Not thread safe.
 */
public final class FrameSealer {
    private final QueueName queue;
    private final int epoch;
    private final PersonalSealer personalSealer;
    private final FrameScratch scratch = new FrameScratch();

    private long lastSequence;
    private long lastReceivedMs = Long.MIN_VALUE;
    private long lastChain;

    private int pendingLength;
    private long pendingChain;

    /**
     * A sealer at the beginning of a queue.
     *
     * @param queue which
     * @param epoch to stamp, from 1
     * @param salts random numbers that nobody can foretell, never 0
     */
    public FrameSealer(final QueueName queue, final int epoch, final LongSupplier salts) {
        this.queue = queue;
        this.epoch = epoch;
        personalSealer = new PersonalSealer(salts);
    }

    /**
     * Goes on behind a frame that is in the queue.
     *
     * @param sequence   of it
     * @param receivedMs of it
     * @param chain      of it
     */
    public void resume(final long sequence, final long receivedMs, final long chain) {
        lastSequence = sequence;
        lastReceivedMs = receivedMs;
        lastChain = chain;
        pendingLength = 0;
    }

    /**
     * Makes the sealed frame; the caller's is not touched yet.
     *
     * @param frame      holds the frame, its message header and block written
     * @param offset     of its first byte
     * @param length     in bytes
     * @param sequence   to stamp
     * @param receivedMs to stamp, epoch ms
     * @return holds the sealed frame from index 0, valid until the next call
     * @throws IllegalArgumentException when it is no frame of this queue, or neither sequence nor time may come next
     */
    public UnsafeBuffer seal(final DirectBuffer frame, final int offset, final int length, final long sequence,
                             final long receivedMs) {
        load(frame, offset, length, sequence, receivedMs);
        final UnsafeBuffer buffer = scratch.buffer();
        final int personal = personalSealer.seal(buffer, 0, length);
        if (personal == PersonalSealer.NOT_SEALED) {
            throw refused(FrameStructure.check(buffer, 0, length), length, sequence);
        }
        return chain(length, personal, sequence, receivedMs);
    }

    /**
     * The same for a frame whose personal part is sealed.
     *
     * @param frame      as sealed by a {@link PersonalSealer}
     * @param offset     of its first byte
     * @param length     in bytes
     * @param personal   where the personal part begins, as that told
     * @param sequence   to stamp
     * @param receivedMs to stamp, epoch ms
     * @return holds the sealed frame from index 0, valid until the next call
     * @throws IllegalArgumentException when it is no frame of this queue, or neither sequence nor time may come next
     */
    public UnsafeBuffer seal(final DirectBuffer frame, final int offset, final int length, final int personal, final long sequence,
                             final long receivedMs) {
        load(frame, offset, length, sequence, receivedMs);
        if (personal < Frames.PREFIX_BYTES || personal > length) {
            throw new IllegalArgumentException("sequence " + sequence + ": a personal part at " + personal + " of " + length + " bytes");
        }
        return chain(length, personal, sequence, receivedMs);
    }

    private void load(final DirectBuffer frame, final int offset, final int length, final long sequence, final long receivedMs) {
        if (length < Frames.PREFIX_BYTES || length > Frames.MAX_FRAME_BYTES) {
            throw refused(FrameVerdict.TOO_LONG, length, sequence);
        }
        scratch.load(frame, offset, length);
        final UnsafeBuffer buffer = scratch.buffer();
        buffer.putInt(Frames.EPOCH_OFFSET, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(Frames.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(Frames.RECEIVED_OFFSET, receivedMs, ByteOrder.LITTLE_ENDIAN);
    }

    private UnsafeBuffer chain(final int length, final int personal, final long sequence, final long receivedMs) {
        final UnsafeBuffer buffer = scratch.buffer();
        checkOrder(buffer, length, sequence, receivedMs);
        pendingChain = FrameChain.next(buffer, personal, lastChain);
        pendingLength = length;
        buffer.putLong(Frames.CHAIN_OFFSET, pendingChain, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(Frames.CRC_OFFSET, scratch.crc32c(length), ByteOrder.LITTLE_ENDIAN);
        return buffer;
    }

    /**
     * Takes a frame that another writer sealed, to be kept as it is. That it continues this queue is for the caller to have checked;
     * when the medium has it, go on behind it by {@link #resume}.
     *
     * @param frame  sealed
     * @param offset of its first byte
     * @param length in bytes
     * @return holds the frame from index 0, valid until the next call
     */
    public UnsafeBuffer adopt(final DirectBuffer frame, final int offset, final int length) {
        scratch.load(frame, offset, length);
        pendingChain = Frames.chain(scratch.buffer(), 0);
        pendingLength = length;
        return scratch.buffer();
    }

    /**
     * The medium has the frame of the last {@link #seal}: moves the chain, and writes the seal into the caller's frame.
     *
     * @param frame  as given to {@link #seal}
     * @param offset as given to {@link #seal}
     */
    public void commit(final MutableDirectBuffer frame, final int offset) {
        if (pendingLength == 0) {
            throw new IllegalStateException("no frame was sealed");
        }
        final UnsafeBuffer sealed = scratch.buffer();
        frame.putBytes(offset + Frames.CRC_OFFSET, sealed, Frames.CRC_OFFSET, Frames.PREFIX_BYTES - Frames.CRC_OFFSET);
        resume(Frames.sequence(sealed, 0), Frames.received(sealed, 0), pendingChain);
    }

    /**
     * Appends a void frame behind an earlier frame of the decisions queue. When that fails, the chain stands where it was.
     *
     * @param appender of this sealer
     * @param behind   the place of the last record that stands
     * @throws JournalException as {@link FrameAppender#append}
     */
    public void takeBack(final FrameAppender appender, final FramePosition behind) {
        final long sequence = lastSequence;
        final long receivedMs = lastReceivedMs;
        final long chain = lastChain;
        boolean isAppended = false;
        resume(behind.sequence(), behind.receivedMs(), behind.chain());
        try {
            VoidFrame.append(appender, behind.sequence(), behind.sequence(), behind.receivedMs());
            isAppended = true;
        } finally {
            if (!isAppended) {
                resume(sequence, receivedMs, chain);
            }
        }
    }

    /**
     * Sequence of the last frame committed.
     *
     * @return the sequence, 0 when there is none
     */
    public long lastSequence() {
        return lastSequence;
    }

    /**
     * Time of the last frame committed.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} when there is none
     */
    public long lastReceivedMs() {
        return lastReceivedMs;
    }

    /**
     * Chain of the last frame committed.
     *
     * @return the digest, 0 when there is none
     */
    public long lastChain() {
        return lastChain;
    }

    /**
     * Chain of the frame last sealed, committed or not.
     *
     * @return the digest
     */
    public long pendingChain() {
        return pendingChain;
    }

    private void checkOrder(final UnsafeBuffer buffer, final int length, final long sequence, final long receivedMs) {
        final int template = Frames.templateId(buffer, 0);
        if (!FrameOrder.belongs(queue, template)) {
            throw refused(FrameVerdict.BAD_HEADER, length, sequence);
        }
        final long lastGood = template == VoidDecoder.TEMPLATE_ID ? VoidFrame.lastGood(buffer, 0) : 0L;
        final FrameVerdict order =
            FrameOrder.check(queue, template, sequence, receivedMs, lastGood, lastSequence, lastReceivedMs);
        if (order != FrameVerdict.OK) {
            throw refused(order, length, sequence);
        }
    }

    private IllegalArgumentException refused(final FrameVerdict verdict, final int length, final long sequence) {
        return new IllegalArgumentException("frame of " + length + " bytes for sequence " + sequence + " of the " + queue.folder()
            + " queue, behind sequence " + lastSequence + ": " + verdict);
    }
}
