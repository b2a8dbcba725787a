package dev.inkling.ring;

import java.util.Arrays;

import org.agrona.BitUtil;

/**
 * The last so many event ids and the sequence that each was first journaled with. Ids stand in a ring in order of arrival; an
 * open-addressed index of at most half its size finds them; the oldest makes room for the newest. Fixed size, nothing is allocated
 * after construction. Confined to one thread.
 */
final class DedupTable {
    /** What {@link #find} returns for an id that is not known. */
    static final long UNKNOWN = 0;

    private final long[] keys;
    private final long[] sequences;
    private final long[] receivedMs;
    /** Position in the ring + 1, 0 when free. */
    private final int[] index;
    private final int indexMask;
    private int oldest;
    private int size;

    /**
     * A table of a fixed size.
     *
     * @param capacity ids, 1 or more
     */
    DedupTable(final int capacity) {
        keys = new long[capacity];
        sequences = new long[capacity];
        receivedMs = new long[capacity];
        index = new int[BitUtil.findNextPositivePowerOfTwo(Math.multiplyExact(capacity, 2))];
        indexMask = index.length - 1;
    }

    /**
     * Looks an id up.
     *
     * @param key of the event
     * @return the first one's sequence, or {@link #UNKNOWN}
     */
    long find(final long key) {
        int at = home(key);
        while (index[at] != 0) {
            final int position = index[at] - 1;
            if (keys[position] == key) {
                return sequences[position];
            }
            at = (at + 1) & indexMask;
        }
        return UNKNOWN;
    }

    /**
     * Remembers an id that {@link #find} does not know, and forgets the oldest when full.
     *
     * @param key      of the event
     * @param sequence it was journaled with
     * @param received its time, epoch ms
     */
    void add(final long key, final long sequence, final long received) {
        final int position;
        if (size == keys.length) {
            position = oldest;
            remove(keys[position], position);
            oldest = position + 1 == keys.length ? 0 : position + 1;
        } else {
            position = size++;
        }
        keys[position] = key;
        sequences[position] = sequence;
        receivedMs[position] = received;
        int at = home(key);
        while (index[at] != 0) {
            at = (at + 1) & indexMask;
        }
        index[at] = position + 1;
    }

    /** Frees the slot of one id and moves those behind it up, so that no look-up meets a gap. */
    private void remove(final long key, final int position) {
        int free = home(key);
        while (index[free] != position + 1) {
            free = (free + 1) & indexMask;
        }
        int at = free;
        while (true) {
            at = (at + 1) & indexMask;
            if (index[at] == 0) {
                break;
            }
            final int home = home(keys[index[at] - 1]);
            if (((at - home) & indexMask) >= ((at - free) & indexMask)) {
                index[free] = index[at];
                free = at;
            }
        }
        index[free] = 0;
    }

    private int home(final long key) {
        final long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & indexMask;
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(index, 0);
        oldest = 0;
        size = 0;
    }

    /**
     * Ids known.
     *
     * @return count
     */
    int size() {
        return size;
    }

    /**
     * How far back the table reaches.
     *
     * @return sequence of the oldest id, 0 when empty
     */
    long oldestSequence() {
        return size == 0 ? 0 : sequences[oldest];
    }

    /**
     * How far back the table reaches.
     *
     * @return time of the oldest id, epoch ms, 0 when empty
     */
    long oldestReceivedMs() {
        return size == 0 ? 0 : receivedMs[oldest];
    }

    /**
     * What a table takes.
     *
     * @param capacity ids
     * @return bytes
     */
    static long bytes(final int capacity) {
        return 3L * Long.BYTES * capacity + (long) Integer.BYTES * BitUtil.findNextPositivePowerOfTwo(2 * capacity);
    }
}
