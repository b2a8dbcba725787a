package dev.inkling.scoring;

import java.util.BitSet;

/**
 * Gives each 64-bit key a slot of a fixed number. Open addressing with linear probes; a removal shifts what follows back, so there are no
 * tombstones and no rebuild. Slots never move, so records beside it stay where they are. Allocates nothing once made.
 */
final class KeyedSlots {
    /** No such key or slot. */
    static final int NONE = -1;
    /** Bytes of an index entry: key and slot. */
    static final int ENTRY_BYTES = 16;
    /** Bytes of a slot: its key, and a link while it is free. */
    static final int SLOT_BYTES = 8 + 4;
    /** Most slots: the index must stay within one array. */
    static final int MAX_CAPACITY = 1 << 28;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Pairs: key, then slot + 1, where 0 marks a free entry. */
    private final long[] index;
    private final int mask;
    private final int shift;
    private final long[] keys;
    /** The slot that was freed before this one. */
    private final int[] freedBefore;
    private int freed = NONE;
    private int fresh;
    private int size;

    KeyedSlots(final int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity " + capacity + ", expected 1 to " + MAX_CAPACITY);
        }
        final int entries = entries(capacity);
        index = new long[2 * entries];
        mask = entries - 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(entries);
        keys = new long[capacity];
        freedBefore = new int[capacity];
    }

    /** How many entries the index has for a capacity: the next power of two, doubled, so at most half full. */
    static int entries(final int capacity) {
        return Math.max(4, 4 * Integer.highestOneBit(Math.max(1, capacity - 1)));
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == keys.length;
    }

    /** Slots below this may be taken, those from it on never were. */
    int fresh() {
        return fresh;
    }

    /** Whether a slot is taken. */
    boolean isTaken(final int slot) {
        return find(keys[slot]) == slot;
    }

    long key(final int slot) {
        return keys[slot];
    }

    /** What the index holds where a key belongs: for the sake of the memory access alone. */
    long fetch(final long key) {
        return index[2 * home(key)];
    }

    int find(final long key) {
        int at = home(key);
        while (true) {
            final long held = index[2 * at + 1];
            if (held == 0) {
                return NONE;
            }
            if (index[2 * at] == key) {
                return (int) held - 1;
            }
            at = (at + 1) & mask;
        }
    }

    /** Takes a slot for a key without one; there must be room. */
    int add(final long key) {
        if (isFull()) {
            throw new IllegalStateException("all " + keys.length + " slots are taken");
        }
        final int slot;
        if (freed == NONE) {
            slot = fresh++;
        } else {
            slot = freed;
            freed = freedBefore[slot];
        }
        enter(key, slot);
        keys[slot] = key;
        size++;
        return slot;
    }

    private void enter(final long key, final int slot) {
        int at = home(key);
        while (index[2 * at + 1] != 0) {
            at = (at + 1) & mask;
        }
        index[2 * at] = key;
        index[2 * at + 1] = slot + 1L;
    }

    void remove(final int slot) {
        int hole = entryOf(slot);
        int at = hole;
        while (true) {
            at = (at + 1) & mask;
            final long held = index[2 * at + 1];
            if (held == 0) {
                break;
            }
            // An entry may fill the hole unless its home lies behind the hole, on the way to where it stands.
            if (((at - home(index[2 * at])) & mask) >= ((at - hole) & mask)) {
                index[2 * hole] = index[2 * at];
                index[2 * hole + 1] = held;
                hole = at;
            }
        }
        index[2 * hole + 1] = 0;
        freedBefore[slot] = freed;
        freed = slot;
        size--;
    }

    /** How many slots there are. */
    int capacity() {
        return keys.length;
    }

    /** Takes over the slots of others, which must have room here; to be called on slots that were never used. */
    void takeOver(final KeyedSlots others) {
        fresh = others.fresh;
        size = others.size;
        freed = others.freed;
        System.arraycopy(others.keys, 0, keys, 0, fresh);
        System.arraycopy(others.freedBefore, 0, freedBefore, 0, fresh);
        for (int slot = 0; slot < fresh; slot++) {
            if (others.isTaken(slot)) {
                enter(keys[slot], slot);
            }
        }
    }

    /** Saves keys and slots; the index follows from them, and nobody sees in which order it was filled. */
    void save(final StateOutput out) {
        out.putInt(keys.length);
        out.putInt(fresh);
        out.putInt(size);
        out.putInt(freed);
        out.putLongs(keys, 0, fresh);
        out.putInts(freedBefore, 0, fresh);
    }

    /** Loads into slots that were never used. */
    void load(final StateInput in) throws StateException {
        in.getInt("capacity", keys.length, keys.length);
        fresh = in.getInt("used slots", 0, keys.length);
        size = in.getInt("taken slots", 0, fresh);
        freed = in.getInt("freed slot", NONE, fresh - 1);
        in.getLongs(keys, 0, fresh);
        in.getInts(freedBefore, 0, fresh);
        final BitSet free = free(in);
        for (int slot = 0; slot < fresh; slot++) {
            if (!free.get(slot)) {
                if (find(keys[slot]) != NONE) {
                    throw in.damaged("slots " + find(keys[slot]) + " and " + slot + " have the same key");
                }
                enter(keys[slot], slot);
            }
        }
    }

    private BitSet free(final StateInput in) throws StateException {
        final BitSet free = new BitSet(fresh);
        int slot = freed;
        for (int left = fresh - size; left > 0; left--) {
            if (slot < 0 || slot >= fresh || free.get(slot)) {
                throw in.damaged("free slots are linked to " + slot + " of " + fresh);
            }
            free.set(slot);
            slot = freedBefore[slot];
        }
        if (slot != NONE) {
            throw in.damaged("more free slots are linked than the " + (fresh - size) + " there are");
        }
        return free;
    }

    private int entryOf(final int slot) {
        int at = home(keys[slot]);
        while (index[2 * at + 1] != slot + 1L) {
            if (index[2 * at + 1] == 0) {
                throw new IllegalStateException("slot " + slot + " is not taken");
            }
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(final long key) {
        return (int) ((key * GOLDEN) >>> shift);
    }
}
