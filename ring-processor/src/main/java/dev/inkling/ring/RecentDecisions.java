package dev.inkling.ring;

import java.nio.ByteBuffer;

import dev.inkling.journal.Frames;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last decision frames, sealed, for the replies to duplicates. They stand in the order of their sequences, so a binary search finds
 * those of one event. Fixed size, nothing is allocated after construction. Confined to the decision handler's thread.
 */
final class RecentDecisions {
    private final int capacity;
    private final UnsafeBuffer buffer;
    private final long[] sequences;
    private final int[] lengths;
    private long added;
    /** Decisions of earlier events were forgotten before {@link #load}. */
    private long loadedFrom;

    /**
     * Room for so many.
     *
     * @param capacity frames
     */
    RecentDecisions(final int capacity) {
        this.capacity = capacity;
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(capacity, Frames.MAX_FRAME_BYTES)));
        sequences = new long[capacity];
        lengths = new int[capacity];
    }

    /**
     * Takes a copy of a decision.
     *
     * @param frame  sealed
     * @param offset of its first byte
     * @param length in bytes
     */
    void add(final DirectBuffer frame, final int offset, final int length) {
        final int place = place(added);
        buffer.putBytes(place * Frames.MAX_FRAME_BYTES, frame, offset, length);
        sequences[place] = Frames.sequence(frame, offset);
        lengths[place] = length;
        added++;
    }

    /**
     * Position of an event's first decision that is at hand.
     *
     * @param sequence of the event
     * @return position of the first whose sequence is not lower; {@link #end()} when there is none
     */
    long first(final long sequence) {
        long low = begin();
        long high = added;
        while (low < high) {
            final long middle = (low + high) >>> 1;
            if (sequences[place(middle)] < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Behind the newest.
     *
     * @return position
     */
    long end() {
        return added;
    }

    /**
     * Sequence of the event that caused a decision.
     *
     * @param position of it
     * @return the sequence
     */
    long sequence(final long position) {
        return sequences[place(position)];
    }

    /**
     * Where a decision stands.
     *
     * @param position of it
     * @return offset into {@link #buffer()}
     */
    int offset(final long position) {
        return place(position) * Frames.MAX_FRAME_BYTES;
    }

    /**
     * Length of a decision.
     *
     * @param position of it
     * @return bytes
     */
    int length(final long position) {
        return lengths[place(position)];
    }

    /**
     * Holds the frames.
     *
     * @return always the same buffer
     */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * How far back decisions are at hand whole: the oldest event may have lost some of its own.
     *
     * @return sequence, 0 when nothing was forgotten yet
     */
    long oldestSequence() {
        return added <= capacity ? loadedFrom : sequences[place(begin())] + 1;
    }

    /**
     * Saves the decisions at hand, from the oldest on.
     *
     * @param out takes them
     */
    void save(final StateOutput out) {
        final byte[] frame = new byte[Frames.MAX_FRAME_BYTES];
        out.section("recent decisions");
        out.putLong(oldestSequence());
        out.putInt((int) (added - begin()));
        for (long position = begin(); position < added; position++) {
            buffer.getBytes(offset(position), frame, 0, length(position));
            out.putInt(length(position));
            out.putBytes(frame, 0, length(position));
        }
    }

    /**
     * Loads decisions when there are none yet; of more than there is room for, the oldest are left out.
     *
     * @param in gives them
     * @throws StateException when they are damaged, or not in the order of their sequences
     */
    void load(final StateInput in) throws StateException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        in.section("recent decisions");
        loadedFrom = in.getLong();
        long last = 0;
        for (int left = in.getInt("recent decisions", 0, Integer.MAX_VALUE); left > 0; left--) {
            final int length = in.getInt("length of a decision", Frames.RECEIVED_OFFSET, Frames.MAX_FRAME_BYTES);
            in.getBytes(frame.byteArray(), 0, length);
            final long sequence = Frames.sequence(frame, 0);
            if (sequence < last) {
                throw in.damaged("decision of sequence " + sequence + " behind " + last);
            }
            last = sequence;
            add(frame, 0, length);
        }
    }

    private long begin() {
        return Math.max(0, added - capacity);
    }

    private int place(final long position) {
        return (int) (position % capacity);
    }
}
