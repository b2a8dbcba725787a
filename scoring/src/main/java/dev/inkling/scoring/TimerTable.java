package dev.inkling.scoring;

import java.util.Arrays;

/**
 * Timers that visitors have set, of fixed capacity: which rule's, since when, and when they are due. A visitor's timers are linked, from
 * her record on, so whoever has none pays nothing. Timers fill the table from 0 without gaps: the last one takes the place of one removed.
 *
 * <p>They come due in one order, whatever the order in which they were set: due time, then the rule's rank, then the visitor's slot. That
 * is what a heap gives and a wheel does not. A moment that moves a timer only writes the later time into it: its place in the heap is then
 * too early, and is set right when its turn comes, so a busy visitor costs no more than one look each time.
 *
 * <pre>
 *   words:
 *   0  due (epoch ms)      1  set at: t of the moment (epoch ms)      2  slot, rule      3  the visitor's next timer
 * </pre>
 */
final class TimerTable {
    /** No such timer. */
    static final int NONE = -1;
    /** Bytes of a timer with its place in the heap. */
    static final int TIMER_BYTES = 4 * Long.BYTES + Long.BYTES + 2 * Integer.BYTES;

    private static final int DUE = 0;
    private static final int SET_AT = 1;
    private static final int OWNER = 2;
    private static final int NEXT = 3;
    private static final int WORDS = 4;

    private final SessionTable sessions;
    private final int capacity;
    private final RecordStore records;
    /** Of each place in the heap: when its timer is due, or was before it was moved; never later. */
    private final long[] keys;
    /** Timer at each place in the heap. */
    private final int[] heap;
    /** Place of each timer. */
    private final int[] places;
    private int[] ranks = {};
    private int size;

    /**
     * An empty table.
     *
     * @param sessions visitors, whose records link to their timers
     * @param capacity most timers
     */
    TimerTable(final SessionTable sessions, final int capacity) {
        this.sessions = sessions;
        this.capacity = capacity;
        records = new RecordStore(WORDS, capacity);
        keys = new long[capacity];
        heap = new int[capacity];
        places = new int[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == capacity;
    }

    long due(final int timer) {
        return word(timer, DUE);
    }

    /** Moves a timer to a later time; an earlier one leaves it. */
    void postpone(final int timer, final long due) {
        final long[] words = records.words(timer);
        final int at = records.at(timer) + DUE;
        words[at] = Math.max(words[at], due);
    }

    long setAt(final int timer) {
        return word(timer, SET_AT);
    }

    void setAt(final int timer, final long t) {
        word(timer, SET_AT, t);
    }

    int slot(final int timer) {
        return VisitorLayout.low(word(timer, OWNER));
    }

    int rule(final int timer) {
        return VisitorLayout.high(word(timer, OWNER));
    }

    /** A visitor's first timer. */
    int first(final int slot) {
        return VisitorLayout.high(sessions.words(slot)[sessions.at(slot) + VisitorLayout.FLAGS]) - 1;
    }

    /** Asks memory for a visitor's first timer, if she has any. Changes nothing. Returns any number, so that no compiler leaves it out. */
    long fetch(final int slot) {
        final int timer = first(slot);
        return timer == NONE ? 0 : word(timer, DUE);
    }

    /** The next timer of the same visitor. */
    int next(final int timer) {
        return (int) word(timer, NEXT);
    }

    int find(final int slot, final int rule) {
        int timer = first(slot);
        while (timer != NONE && rule(timer) != rule) {
            timer = next(timer);
        }
        return timer;
    }

    /** Sets a timer that the visitor does not have; there must be room. */
    void add(final int slot, final int rule, final long setAt, final long due) {
        final int timer = size++;
        word(timer, DUE, due);
        word(timer, SET_AT, setAt);
        word(timer, OWNER, VisitorLayout.halves(slot, rule));
        word(timer, NEXT, first(slot));
        first(slot, timer);
        rise(timer, timer, due);
    }

    /**
     * Removes a timer.
     *
     * @param timer that is set
     * @return the visitor's next timer, as it is numbered now
     */
    int remove(final int timer) {
        final int following = next(timer);
        link(timer, following);
        leaveHeap(places[timer]);
        final int last = --size;
        if (timer != last) {
            link(last, timer);
            System.arraycopy(records.words(last), records.at(last), records.words(timer), records.at(timer), WORDS);
            places[timer] = places[last];
            heap[places[timer]] = timer;
        }
        Arrays.fill(records.words(last), records.at(last), records.at(last) + WORDS, 0);
        return following == last ? timer : following;
    }

    /** Has what links to a timer link to another one. */
    private void link(final int timer, final int to) {
        final int slot = slot(timer);
        int before = first(slot);
        if (before == timer) {
            first(slot, to);
            return;
        }
        while (next(before) != timer) {
            before = next(before);
        }
        word(before, NEXT, to);
    }

    /**
     * Shows the timer that is due first. It stays; whoever handles it removes it.
     *
     * @param time due at or before this, epoch ms
     * @return the timer, or {@link #NONE}
     */
    int peek(final long time) {
        while (size > 0 && keys[0] <= time) {
            final int timer = heap[0];
            final long due = due(timer);
            if (due == keys[0]) {
                return timer;
            }
            sink(0, timer, due);
        }
        return NONE;
    }

    /**
     * Rules have other numbers or ranks. Timers of rules that are no more must be gone.
     *
     * @param newRanks  of each rule: its place in the order of rules
     * @param newRuleOf new number of each rule; null when it stayed
     */
    void renumber(final int[] newRanks, final int[] newRuleOf) {
        ranks = newRanks;
        if (newRuleOf != null) {
            for (int timer = 0; timer < size; timer++) {
                word(timer, OWNER, VisitorLayout.halves(slot(timer), newRuleOf[rule(timer)]));
            }
        }
        fillHeap();
    }

    private void fillHeap() {
        for (int timer = 0; timer < size; timer++) {
            put(timer, timer, due(timer));
        }
        for (int place = (size >> 1) - 1; place >= 0; place--) {
            sink(place, heap[place], keys[place]);
        }
    }

    private void leaveHeap(final int place) {
        final int lastPlace = size - 1;
        if (place == lastPlace) {
            return;
        }
        final int timer = heap[lastPlace];
        final long key = keys[lastPlace];
        if (place > 0 && isBefore(timer, key, place - 1 >> 1)) {
            rise(place, timer, key);
        } else {
            sinkWithin(place, timer, key, lastPlace);
        }
    }

    private void rise(final int from, final int timer, final long key) {
        int place = from;
        while (place > 0 && isBefore(timer, key, place - 1 >> 1)) {
            final int above = place - 1 >> 1;
            put(place, heap[above], keys[above]);
            place = above;
        }
        put(place, timer, key);
    }

    private void sink(final int from, final int timer, final long key) {
        sinkWithin(from, timer, key, size);
    }

    private void sinkWithin(final int from, final int timer, final long key, final int end) {
        int place = from;
        while (true) {
            int below = 2 * place + 1;
            if (below >= end) {
                break;
            }
            if (below + 1 < end && isBefore(heap[below + 1], keys[below + 1], below)) {
                below++;
            }
            if (isBefore(timer, key, below)) {
                break;
            }
            put(place, heap[below], keys[below]);
            place = below;
        }
        put(place, timer, key);
    }

    private void put(final int place, final int timer, final long key) {
        keys[place] = key;
        heap[place] = timer;
        places[timer] = place;
    }

    private boolean isBefore(final int timer, final long key, final int place) {
        if (key != keys[place]) {
            return key < keys[place];
        }
        final int other = heap[place];
        final int rank = ranks[rule(timer)];
        final int otherRank = ranks[rule(other)];
        return rank != otherRank ? rank < otherRank : slot(timer) < slot(other);
    }

    private void first(final int slot, final int timer) {
        final long[] r = sessions.words(slot);
        final int flags = sessions.at(slot) + VisitorLayout.FLAGS;
        r[flags] = VisitorLayout.halves(VisitorLayout.low(r[flags]), timer + 1);
    }

    private long word(final int timer, final int which) {
        return records.words(timer)[records.at(timer) + which];
    }

    private void word(final int timer, final int which, final long value) {
        records.words(timer)[records.at(timer) + which] = value;
    }

    /** Saves the timers; their places in the heap follow from them as far as anybody can see. */
    void save(final StateOutput out) {
        out.section("timers");
        out.putInt(capacity);
        out.putInt(size);
        records.save(out, size);
    }

    /**
     * Loads into a table that was never used but for {@link #renumber}; the visitors are loaded already.
     *
     * @param in      gives it
     * @param isTimed of each rule in force: whether it has timers
     */
    void load(final StateInput in, final boolean[] isTimed) throws StateException {
        in.section("timers");
        in.getInt("capacity", capacity, capacity);
        size = in.getInt("timers", 0, capacity);
        records.load(in, size);
        final boolean[] linked = new boolean[size];
        for (int slot = 0; slot < sessions.fresh(); slot++) {
            int timer = first(slot);
            while (timer != NONE) {
                if (timer < 0 || timer >= size || linked[timer] || slot(timer) != slot || !sessions.isTaken(slot)) {
                    throw in.damaged("slot " + slot + " links to timer " + timer + " of " + size);
                }
                linked[timer] = true;
                if (rule(timer) < 0 || rule(timer) >= isTimed.length || !isTimed[rule(timer)]) {
                    throw in.damaged("timer " + timer + " is of rule " + rule(timer) + ", which has none");
                }
                timer = next(timer);
            }
        }
        for (int timer = 0; timer < size; timer++) {
            if (!linked[timer]) {
                throw in.damaged("timer " + timer + " of " + size + " belongs to nobody");
            }
        }
        fillHeap();
    }
}
