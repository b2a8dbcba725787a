package dev.inkling.journal;

import org.agrona.MutableDirectBuffer;

/**
 * The writing end of one queue. Confined to one thread at a time; a queue has one appender. Nothing is allocated in
 * steady state.
 */
public interface FrameAppender {
    /**
     * Seals a frame in place (epoch, sequence, received, salt, personal digest, chain, CRC32C) and appends it. When this
     * returns, the frame survives the death of the process.
     *
     * @param frame      holds the frame, its message header and block written
     * @param offset     of its first byte
     * @param length     in bytes, {@link Frames#PREFIX_BYTES} to {@link Frames#MAX_FRAME_BYTES}
     * @param sequence   to stamp
     * @param receivedMs to stamp, epoch ms
     * @throws DiskLowException when the medium has too little room left; later there may be more
     * @throws JournalException when the frame could not be written; then nothing of it is in the queue, the chain has
     *                          not moved, and the call may be repeated
     */
    void append(MutableDirectBuffer frame, int offset, int length, long sequence, long receivedMs);

    /**
     * The same for a frame whose personal part is sealed already: what is left is what depends on the frame before.
     *
     * @param frame      holds the frame; it must not have changed since it was sealed
     * @param offset     of its first byte
     * @param length     in bytes, {@link Frames#PREFIX_BYTES} to {@link Frames#MAX_FRAME_BYTES}
     * @param personal   where the personal part begins, as {@link PersonalSealer#seal} told
     * @param sequence   to stamp
     * @param receivedMs to stamp, epoch ms
     * @throws DiskLowException as {@link #append}
     * @throws JournalException as {@link #append}
     */
    default void appendSealed(
        final MutableDirectBuffer frame, final int offset, final int length, final int personal, final long sequence,
        final long receivedMs) {
        append(frame, offset, length, sequence, receivedMs);
    }

    /**
     * Takes back all records behind an earlier one of the decisions queue, with a void frame that continues that one: readers pass over
     * whatever stands between them, sound or damaged.
     *
     * @param behind the place of the last record that stands, from which all up to the end can be read over
     * @throws JournalException when the void could not be written, or the medium of this queue cannot do it
     */
    default void takeBack(final FramePosition behind) {
        throw new JournalException("nothing can be taken back behind sequence " + behind.sequence());
    }

    /**
     * Makes all that was appended survive a loss of power.
     *
     * @throws JournalException when the medium refused
     */
    void sync();

    /**
     * Sequence of the last frame in the queue.
     *
     * @return the sequence, 0 when the queue is empty
     */
    long lastSequence();

    /**
     * Time of the last frame in the queue.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} when the queue is empty
     */
    long lastReceivedMs();

    /**
     * Chain of the last frame in the queue.
     *
     * @return the digest, 0 when the queue is empty
     */
    long lastChain();
}
