package dev.inkling.ring;

import java.util.Arrays;

import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;
import org.agrona.BitUtil;

/**
 * The last so many event ids and the sequence that each was first journaled with. Ids stand in a ring in order of arrival; an
 * open-addressed index of at most half its size finds them; the oldest makes room for the newest. Fixed size, nothing is allocated
 * after construction. Confined to one thread.
 *
 * <p>Where many ids come of which none is looked up, as in recovery, they are {@link #put} without the index, and it is built once at the
 * end of those that are left: the index lies all over memory, the ring is written one after the other.
 */
final class DedupTable {
    /** What {@link #find} returns for an id that is not known. */
    static final long UNKNOWN = 0;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Ids saved at a time: in order of age, wherever the ring begins. */
    private static final int BLOCK = 4_096;
    /** Ids whose places in the index are read together before they are written. */
    private static final int TOGETHER = 64;
    private static final long TAG_MASK = 0xFFFF_FFFFL << 32;

    private final long[] keys;
    private final long[] sequences;
    private final long[] receivedMs;
    /**
     * Upper 32 bits of the mixed key, then position in the ring + 1; 0 when free. The key's own bits tell most other keys apart and say
     * where an entry belongs, so that the ring, which lies elsewhere in memory, is read for a match alone.
     */
    private final long[] index;
    private final int indexMask;
    private int oldest;
    private int size;
    /** False from {@link #put} to {@link #buildIndex}. */
    private boolean isIndexed = true;
    /** Written and never read, so that no compiler leaves the reads out. */
    private long touched;

    /**
     * A table of a fixed size.
     *
     * @param capacity ids, 1 or more
     */
    DedupTable(final int capacity) {
        keys = new long[capacity];
        sequences = new long[capacity];
        receivedMs = new long[capacity];
        index = new long[BitUtil.findNextPositivePowerOfTwo(Math.multiplyExact(capacity, 2))];
        indexMask = index.length - 1;
    }

    /**
     * Looks an id up.
     *
     * @param key of the event
     * @return the first one's sequence, or {@link #UNKNOWN}
     */
    long find(final long key) {
        assert isIndexed;
        final long tag = tag(key);
        int at = home(tag);
        for (long entry = index[at]; entry != 0; entry = index[at]) {
            if ((entry & TAG_MASK) == tag && keys[position(entry)] == key) {
                return sequences[position(entry)];
            }
            at = (at + 1) & indexMask;
        }
        return UNKNOWN;
    }

    /**
     * Reads what {@link #find} and {@link #add} of an id will need, and nothing more. These are places all over a table that no cache
     * holds; read for many ids one after the other they are waited for together, not one by one.
     *
     * @param key   of an event that comes soon
     * @param ahead how many other ids may be added before it
     * @return a number without a meaning, which keeps the reads from being left out
     */
    long touch(final long key, final int ahead) {
        final long found = index[home(tag(key))];
        if (size + ahead < keys.length || ahead >= keys.length) {
            return found;
        }
        // Forgotten for this id: the oldest but so many, less what is still free.
        final int forgotten = oldest + ahead - (keys.length - size);
        return found ^ index[home(tag(keys[forgotten < keys.length ? forgotten : forgotten - keys.length]))];
    }

    /**
     * Remembers an id that {@link #find} does not know, and forgets the oldest when full.
     *
     * @param key      of the event
     * @param sequence it was journaled with
     * @param received its time, epoch ms
     */
    void add(final long key, final long sequence, final long received) {
        assert isIndexed;
        if (size == keys.length) {
            remove(keys[oldest], oldest);
        }
        index(key, enter(key, sequence, received));
    }

    /**
     * The same as {@link #add}, but nothing can be found or added before {@link #buildIndex}, and {@link #find} need not have been asked.
     *
     * @param key      of the event
     * @param sequence it was journaled with
     * @param received its time, epoch ms
     */
    void put(final long key, final long sequence, final long received) {
        isIndexed = false;
        enter(key, sequence, received);
    }

    /** Makes what was {@link #put} known, just as if it had been added. */
    void buildIndex() {
        if (isIndexed) {
            return;
        }
        Arrays.fill(index, 0);
        indexRange(oldest, size);
        indexRange(0, oldest);
        isIndexed = true;
    }

    /** From the older to the newer: of an id that stands there twice, since it had been forgotten in between, the older is found. */
    private void indexRange(final int from, final int to) {
        for (int begin = from; begin < to; begin += TOGETHER) {
            final int end = Math.min(to, begin + TOGETHER);
            for (int position = begin; position < end; position++) {
                touched ^= index[home(tag(keys[position]))];
            }
            for (int position = begin; position < end; position++) {
                index(keys[position], position);
            }
        }
    }

    /** Writes an id into the ring, over the oldest when full. */
    private int enter(final long key, final long sequence, final long received) {
        final int position;
        if (size == keys.length) {
            position = oldest;
            oldest = position + 1 == keys.length ? 0 : position + 1;
        } else {
            position = size++;
        }
        keys[position] = key;
        sequences[position] = sequence;
        receivedMs[position] = received;
        return position;
    }

    private void index(final long key, final int position) {
        final long tag = tag(key);
        int at = home(tag);
        while (index[at] != 0) {
            at = (at + 1) & indexMask;
        }
        index[at] = tag | position + 1;
    }

    /** Frees the slot of one id and moves those behind it up, so that no look-up meets a gap. */
    private void remove(final long key, final int position) {
        final long entry = tag(key) | position + 1;
        int free = home(entry);
        while (index[free] != entry) {
            free = (free + 1) & indexMask;
        }
        int at = free;
        while (true) {
            at = (at + 1) & indexMask;
            if (index[at] == 0) {
                break;
            }
            if (((at - home(index[at])) & indexMask) >= ((at - free) & indexMask)) {
                index[free] = index[at];
                free = at;
            }
        }
        index[free] = 0;
    }

    private static long tag(final long key) {
        return key * GOLDEN & TAG_MASK;
    }

    private int home(final long entry) {
        return (int) (entry >>> 32) & indexMask;
    }

    private static int position(final long entry) {
        return (int) entry - 1;
    }

    /**
     * Saves the ids from the oldest on, in blocks.
     *
     * @param out takes them, 24 bytes each
     */
    void save(final StateOutput out) {
        final long[] block = new long[BLOCK];
        out.section("event ids");
        out.putInt(size);
        for (int done = 0; done < size; done += BLOCK) {
            saveBlock(out, keys, done, block);
            saveBlock(out, sequences, done, block);
            saveBlock(out, receivedMs, done, block);
        }
    }

    private void saveBlock(final StateOutput out, final long[] column, final int done, final long[] block) {
        final int count = Math.min(BLOCK, size - done);
        final int from = (int) ((oldest + (long) done) % column.length);
        final int first = Math.min(count, column.length - from);
        System.arraycopy(column, from, block, 0, first);
        System.arraycopy(column, 0, block, first, count - first);
        out.putLongs(block, 0, count);
    }

    /**
     * Loads ids into an empty table, which forgets the oldest of more than it has room for. They come in as they first did, each by
     * {@link #put}.
     *
     * @param in gives them
     * @throws StateException when they are damaged
     */
    void load(final StateInput in) throws StateException {
        final long[] blockKeys = new long[BLOCK];
        final long[] blockSequences = new long[BLOCK];
        final long[] blockReceivedMs = new long[BLOCK];
        in.section("event ids");
        int left = in.getInt("event ids", 0, Integer.MAX_VALUE);
        while (left > 0) {
            final int count = Math.min(BLOCK, left);
            in.getLongs(blockKeys, 0, count);
            in.getLongs(blockSequences, 0, count);
            in.getLongs(blockReceivedMs, 0, count);
            for (int i = 0; i < count; i++) {
                put(blockKeys[i], blockSequences[i], blockReceivedMs[i]);
            }
            left -= count;
        }
    }

    /**
     * The same ids in a table of another size, which forgets the oldest of more than it has room for.
     *
     * @param capacity ids, 1 or more
     * @return a table to which each was {@link #put}; this one when it has that size
     */
    DedupTable resized(final int capacity) {
        if (capacity == keys.length) {
            return this;
        }
        final DedupTable other = new DedupTable(capacity);
        for (int done = Math.max(0, size - capacity); done < size; done++) {
            final int at = (int) ((oldest + (long) done) % keys.length);
            other.put(keys[at], sequences[at], receivedMs[at]);
        }
        return other;
    }

    /**
     * How many ids have room.
     *
     * @return count
     */
    int capacity() {
        return keys.length;
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(index, 0);
        oldest = 0;
        size = 0;
        isIndexed = true;
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
        return 3L * Long.BYTES * capacity + (long) Long.BYTES * BitUtil.findNextPositivePowerOfTwo(2 * capacity);
    }
}
