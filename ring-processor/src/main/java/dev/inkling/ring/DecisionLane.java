package dev.inkling.ring;

import java.nio.ByteBuffer;

import dev.inkling.journal.Frames;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decision frames on their way from the moment handler to the decision handler: preallocated places of one frame each, counted from
 * 0. The moment handler adds, the decision handler frees; positions travel in the slots, whose publication orders the contents.
 */
final class DecisionLane {
    /** Places of 1 KiB: 4 MiB. A frame causes at most 256 decisions of timers, one for each of at most 1,000 rules, and a checkpoint. */
    static final int PLACES = 4_096;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(PLACES * Frames.MAX_FRAME_BYTES));
    private final int[] lengths = new int[PLACES];
    /** Behind the last frame added; the moment handler's. */
    private long added;
    private final PaddedCell freed = new PaddedCell();

    /**
     * Whether another frame finds a place. Moment handler only.
     *
     * @return true when there is room
     */
    boolean hasRoom() {
        return added - freed.get() < PLACES;
    }

    /**
     * Takes a copy of a frame. Moment handler only, when {@link #hasRoom()}.
     *
     * @param frame  to copy
     * @param offset of its first byte
     * @param length in bytes
     */
    void add(final MutableDirectBuffer frame, final int offset, final int length) {
        buffer.putBytes(offset(added), frame, offset, length);
        lengths[index(added)] = length;
        added++;
    }

    /**
     * Behind the last frame added. Moment handler only.
     *
     * @return position
     */
    long added() {
        return added;
    }

    /**
     * Takes back what was added behind a position: the event that caused it failed. Moment handler only.
     *
     * @param position an earlier {@link #added()}
     */
    void rewind(final long position) {
        added = position;
    }

    /**
     * Gives places back. Decision handler only.
     *
     * @param position all before it are free
     */
    void free(final long position) {
        freed.set(position);
    }

    /**
     * The frames.
     *
     * @return always the same buffer, with {@link Frames#MAX_FRAME_BYTES} for each
     */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Where a frame stands.
     *
     * @param position of it
     * @return offset into {@link #buffer()}
     */
    int offset(final long position) {
        return index(position) * Frames.MAX_FRAME_BYTES;
    }

    /**
     * Length of a frame.
     *
     * @param position of it
     * @return bytes
     */
    int length(final long position) {
        return lengths[index(position)];
    }

    private static int index(final long position) {
        return (int) position & (PLACES - 1);
    }
}
