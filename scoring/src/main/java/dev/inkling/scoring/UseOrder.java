package dev.inkling.scoring;

/** Slots in the order in which they were used last: a list through all of them, put right at each use. Allocates nothing once made. */
final class UseOrder {
    /** No slot. */
    static final int NONE = KeyedSlots.NONE;
    /** Bytes of a slot: two links. */
    static final int SLOT_BYTES = 2 * 4;

    /** Pairs: the slot used before this one, and the one used after. */
    private final int[] links;
    private int oldest = NONE;
    private int newest = NONE;

    UseOrder(final int capacity) {
        links = new int[2 * capacity];
    }

    /** The slot that was used longest ago, or {@link #NONE}. */
    int oldest() {
        return oldest;
    }

    /** Puts a slot in, as the most recently used. */
    void add(final int slot) {
        links[2 * slot] = newest;
        links[2 * slot + 1] = NONE;
        if (newest == NONE) {
            oldest = slot;
        } else {
            links[2 * newest + 1] = slot;
        }
        newest = slot;
    }

    /** Makes a slot that is in the most recently used. */
    void touch(final int slot) {
        if (slot != newest) {
            remove(slot);
            add(slot);
        }
    }

    /** Takes a slot out. */
    void remove(final int slot) {
        final int before = links[2 * slot];
        final int after = links[2 * slot + 1];
        if (before == NONE) {
            oldest = after;
        } else {
            links[2 * before + 1] = after;
        }
        if (after == NONE) {
            newest = before;
        } else {
            links[2 * after] = before;
        }
    }
}
