package dev.inkling.journal;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A scratch area in which an event loop prepares the frames of one request before it claims any slot of the ring. Each frame has
 * {@link Frames#MAX_FRAME_BYTES} to itself. Not thread safe.
 */
public final class FrameBatch {
    private final UnsafeBuffer buffer;
    private final int[] lengths;
    private int count;

    /**
     * A batch with a bound.
     *
     * @param capacity most frames it holds
     */
    public FrameBatch(final int capacity) {
        buffer = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(capacity * Frames.MAX_FRAME_BYTES));
        lengths = new int[capacity];
    }

    /**
     * Where the next frame is to be written.
     *
     * @return offset into {@link #buffer()}
     * @throws IllegalStateException when the batch is full
     */
    public int nextOffset() {
        if (count == lengths.length) {
            throw new IllegalStateException("batch is full: " + count + " frames");
        }
        return count * Frames.MAX_FRAME_BYTES;
    }

    /**
     * Takes the frame that was written at {@link #nextOffset()} into the batch.
     *
     * @param length of it in bytes
     */
    public void commit(final int length) {
        if (length < Frames.PREFIX_BYTES || length > Frames.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("frame of " + length + " bytes");
        }
        lengths[count++] = length;
    }

    /** Forgets all frames. */
    public void clear() {
        count = 0;
    }

    /**
     * Forgets the last frames.
     *
     * @param kept how many first ones stay, 0 to {@link #count()}
     */
    public void truncate(final int kept) {
        if (kept < 0 || kept > count) {
            throw new IllegalArgumentException("cannot keep " + kept + " of " + count + " frames");
        }
        count = kept;
    }

    /**
     * Frames in the batch.
     *
     * @return count
     */
    public int count() {
        return count;
    }

    /**
     * Most frames that fit.
     *
     * @return count
     */
    public int capacity() {
        return lengths.length;
    }

    /**
     * Where a frame stands.
     *
     * @param index from 0
     * @return offset into {@link #buffer()}
     */
    public int offset(final int index) {
        return index * Frames.MAX_FRAME_BYTES;
    }

    /**
     * Length of a frame.
     *
     * @param index from 0
     * @return bytes
     */
    public int length(final int index) {
        return lengths[index];
    }

    /**
     * Holds the frames.
     *
     * @return the buffer, always the same one
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }
}
