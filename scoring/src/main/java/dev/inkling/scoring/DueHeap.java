package dev.inkling.scoring;

/**
 * Timers that are near, in the order in which they come due: time, then the rule's rank, then the visitor's slot. A binary heap that has at
 * hand all that it compares. Of fixed capacity; allocates nothing once made.
 */
final class DueHeap {
    /** Bytes of one place. */
    static final int PLACE_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final long[] keys;
    /** Upper 32 bits: rank; lower: slot. */
    private final long[] ties;
    private final int[] timers;
    private int size;

    DueHeap(final int capacity) {
        keys = new long[capacity];
        ties = new long[capacity];
        timers = new int[capacity];
    }

    int size() {
        return size;
    }

    /** Time at a place, epoch ms; the earliest is at 0. */
    long key(final int place) {
        return keys[place];
    }

    /** Timer at a place. */
    int timer(final int place) {
        return timers[place];
    }

    void push(final long key, final int rank, final int slot, final int timer) {
        rise(size++, key, VisitorLayout.halves(slot, rank), timer);
    }

    /** Takes out the first. */
    void pop() {
        final int last = --size;
        final long key = keys[last];
        final long tie = ties[last];
        final int timer = timers[last];
        put(last, 0, 0, 0);
        if (last > 0) {
            sink(0, key, tie, timer);
        }
    }

    /** Another order of rules: ranks and slots are told anew, place by place, and then {@link #restore} is called. */
    void tie(final int place, final int rank, final int slot) {
        ties[place] = VisitorLayout.halves(slot, rank);
    }

    /** Makes it a heap again. */
    void restore() {
        for (int place = (size >> 1) - 1; place >= 0; place--) {
            sink(place, keys[place], ties[place], timers[place]);
        }
    }

    private void rise(final int from, final long key, final long tie, final int timer) {
        int place = from;
        while (place > 0 && isBefore(key, tie, place - 1 >> 1)) {
            move(place - 1 >> 1, place);
            place = place - 1 >> 1;
        }
        put(place, key, tie, timer);
    }

    private void sink(final int from, final long key, final long tie, final int timer) {
        int place = from;
        while (true) {
            int below = 2 * place + 1;
            if (below >= size) {
                break;
            }
            if (below + 1 < size && isBefore(keys[below + 1], ties[below + 1], below)) {
                below++;
            }
            if (isBefore(key, tie, below)) {
                break;
            }
            move(below, place);
            place = below;
        }
        put(place, key, tie, timer);
    }

    private void move(final int from, final int to) {
        put(to, keys[from], ties[from], timers[from]);
    }

    private void put(final int place, final long key, final long tie, final int timer) {
        keys[place] = key;
        ties[place] = tie;
        timers[place] = timer;
    }

    private boolean isBefore(final long key, final long tie, final int place) {
        return key != keys[place] ? key < keys[place] : tie < ties[place];
    }

    void save(final StateOutput out) {
        out.putInt(size);
        out.putLongs(keys, 0, size);
        out.putLongs(ties, 0, size);
        out.putInts(timers, 0, size);
    }

    /** Loads into one that was never used. */
    void load(final StateInput in) throws StateException {
        size = in.getInt("near timers", 0, keys.length);
        in.getLongs(keys, 0, size);
        in.getLongs(ties, 0, size);
        in.getInts(timers, 0, size);
        for (int place = 1; place < size; place++) {
            if (isBefore(keys[place], ties[place], place - 1 >> 1)) {
                throw in.damaged("near timer " + timers[place] + " stands behind a later one");
            }
        }
    }
}
