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

    /** The slot that was used next after one, or {@link #NONE}. */
    int after(final int slot) {
        return links[2 * slot + 1];
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

    /** Saves the order of slots, none of which is {@code used} or more. */
    void save(final StateOutput out, final int used) {
        out.putInt(oldest);
        out.putInt(newest);
        out.putInts(links, 0, 2 * used);
    }

    /**
     * Loads an order.
     *
     * @param in   gives it
     * @param of   slots that must be in it, those taken and no others
     */
    void load(final StateInput in, final KeyedSlots of) throws StateException {
        final int used = of.fresh();
        oldest = in.getInt("oldest slot", NONE, used - 1);
        newest = in.getInt("newest slot", NONE, used - 1);
        in.getInts(links, 0, 2 * used);
        int before = NONE;
        int slot = oldest;
        for (int left = of.size(); left > 0; left--) {
            if (slot < 0 || slot >= used || !of.isTaken(slot) || links[2 * slot] != before) {
                throw in.damaged("the order of use links slot " + before + " to " + slot + " of " + used);
            }
            before = slot;
            slot = links[2 * slot + 1];
        }
        if (slot != NONE || newest != before) {
            throw in.damaged("the order of use does not end with its newest slot");
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
