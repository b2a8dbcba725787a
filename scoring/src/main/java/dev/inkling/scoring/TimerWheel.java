package dev.inkling.scoring;

import java.util.Arrays;

/**
 * Timers in a fixed order: deadline first, then the order in which they were set. Nine wheels of 64 places, each 64 times as coarse as
 * the one before, down to 1 unit of time: setting and cancelling are O(1), and a timer moves at most eight times towards the finest
 * wheel. Timers of one deadline always meet in one place in the order in which they were set, because a place is emptied into finer
 * wheels before time reaches it, and only then can a later timer be put there directly. A timer set for a time that has passed is due
 * at once, in the same order. Each timer is a number below the capacity; nothing is allocated once the wheel is made.
 *
 * <p>Timers lie anywhere in memory, so what costs time is the cache lines that a move fetches: all of a timer is in one of them.
 *
 * <pre>
 *   timer:  0 deadline, low 32 bits   1 deadline, high 22 bits; place, 10 bits   2 next   3 previous      (ints)
 * </pre>
 */
final class TimerWheel {
    /** No timer is due. */
    static final int NONE = -1;
    /** Bytes that one timer takes: its deadline and place, and two links. */
    static final int BYTES_PER_TIMER = 4 * Integer.BYTES;
    /** Latest deadline; what is later counts as this. */
    static final long MAX_DEADLINE = (1L << 53) - 1;

    private static final int BITS = 6;
    private static final int PLACES = 1 << BITS;
    private static final int LEVELS = 9;
    private static final int OVERDUE = LEVELS * PLACES;
    private static final int PLACE_BITS = 10;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final int UNSET = PLACE_MASK;
    private static final int HIGH = 1;
    private static final int NEXT = 2;
    private static final int PREVIOUS = 3;

    private final int[] timers;
    private final int[] heads = new int[OVERDUE + 1];
    private final int[] tails = new int[OVERDUE + 1];
    private final long[] occupied = new long[LEVELS];
    private long now;
    /** Nothing happens before this time. */
    private long nextEdge = Long.MAX_VALUE;
    private int size;

    /**
     * An empty wheel at time 0.
     *
     * @param capacity timers are 0 to capacity - 1
     */
    TimerWheel(final int capacity) {
        timers = new int[Math.multiplyExact(4, capacity)];
        for (int timer = 0; timer < capacity; timer++) {
            timers[4 * timer + HIGH] = UNSET;
        }
        Arrays.fill(heads, NONE);
        Arrays.fill(tails, NONE);
    }

    /** How many timers are set. */
    int size() {
        return size;
    }

    boolean isSet(final int timer) {
        return place(timer) != UNSET;
    }

    /** When a timer that is set is due, ms. */
    long deadline(final int timer) {
        final int at = 4 * timer;
        return (long) (timers[at + HIGH] >>> PLACE_BITS) << Integer.SIZE | Integer.toUnsignedLong(timers[at]);
    }

    /**
     * Sets a timer, or sets it anew.
     *
     * @param timer    its number
     * @param deadline in the wheel's unit of time; before 0 counts as 0, behind {@link #MAX_DEADLINE} as that
     */
    void set(final int timer, final long deadline) {
        cancel(timer);
        final long kept = Math.min(MAX_DEADLINE, Math.max(0, deadline));
        timers[4 * timer] = (int) kept;
        timers[4 * timer + HIGH] = (int) (kept >>> Integer.SIZE) << PLACE_BITS | UNSET;
        size++;
        insert(timer);
    }

    /** Takes a timer back; nothing happens when it is not set. */
    void cancel(final int timer) {
        if (place(timer) != UNSET) {
            unlink(timer);
            move(timer, UNSET);
            size--;
        }
    }

    /**
     * Takes the next timer that is due. To be repeated until there is none; timers may be set and cancelled in between.
     *
     * @param time due at or before this, ms; an earlier time than before counts as that
     * @return the timer, no longer set, or {@link #NONE}: then the wheel stands at this time
     */
    int poll(final long time) {
        if (heads[OVERDUE] != NONE) {
            return take(heads[OVERDUE]);
        }
        if (time < nextEdge) {
            now = Math.max(now, time);
            return NONE;
        }
        return turn(time);
    }

    private int turn(final long time) {
        int level = firstOccupied();
        while (level < LEVELS) {
            final int index = Long.numberOfTrailingZeros(occupied[level]);
            final long edge = edge(level, index);
            if (edge > time) {
                nextEdge = edge;
                now = Math.max(now, time);
                return NONE;
            }
            now = edge;
            if (level == 0) {
                return take(heads[index]);
            }
            empty(level * PLACES + index);
            level = firstOccupied();
        }
        nextEdge = Long.MAX_VALUE;
        now = Math.max(now, time);
        return NONE;
    }

    private int firstOccupied() {
        int level = 0;
        while (level < LEVELS && occupied[level] == 0) {
            level++;
        }
        return level;
    }

    /** When a place begins: its index at its level, the time's own digits above, zeros below. */
    private long edge(final int level, final int index) {
        final int low = level * BITS;
        final long above = low + BITS >= Long.SIZE ? 0 : now >>> (low + BITS) << (low + BITS);
        return above | (long) index << low;
    }

    private int take(final int timer) {
        cancel(timer);
        return timer;
    }

    private void empty(final int from) {
        int timer = heads[from];
        heads[from] = NONE;
        tails[from] = NONE;
        occupied[from / PLACES] &= ~(1L << from);
        while (timer != NONE) {
            final int following = timers[4 * timer + NEXT];
            insert(timer);
            timer = following;
        }
    }

    private void insert(final int timer) {
        final long deadline = deadline(timer);
        if (deadline < now) {
            insertOverdue(timer);
            return;
        }
        final int level = level(deadline);
        final int index = index(deadline, level);
        occupied[level] |= 1L << index;
        nextEdge = Math.min(nextEdge, edge(level, index));
        linkBehind(timer, level * PLACES + index, tails[level * PLACES + index]);
    }

    /** Level of the highest digit in which a deadline that has not passed differs from now. */
    private int level(final long deadline) {
        final long differs = deadline ^ now;
        return differs == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(differs)) / BITS;
    }

    private static int index(final long deadline, final int level) {
        return (int) (deadline >>> (level * BITS)) & (PLACES - 1);
    }

    private void insertOverdue(final int timer) {
        int behind = tails[OVERDUE];
        while (behind != NONE && deadline(behind) > deadline(timer)) {
            behind = timers[4 * behind + PREVIOUS];
        }
        linkBehind(timer, OVERDUE, behind);
    }

    private void linkBehind(final int timer, final int where, final int behind) {
        final int ahead = behind == NONE ? heads[where] : timers[4 * behind + NEXT];
        move(timer, where);
        timers[4 * timer + PREVIOUS] = behind;
        timers[4 * timer + NEXT] = ahead;
        if (behind == NONE) {
            heads[where] = timer;
        } else {
            timers[4 * behind + NEXT] = timer;
        }
        if (ahead == NONE) {
            tails[where] = timer;
        } else {
            timers[4 * ahead + PREVIOUS] = timer;
        }
    }

    private void unlink(final int timer) {
        final int where = place(timer);
        final int before = timers[4 * timer + PREVIOUS];
        final int after = timers[4 * timer + NEXT];
        if (before == NONE) {
            heads[where] = after;
        } else {
            timers[4 * before + NEXT] = after;
        }
        if (after == NONE) {
            tails[where] = before;
        } else {
            timers[4 * after + PREVIOUS] = before;
        }
        if (where != OVERDUE && heads[where] == NONE) {
            occupied[where / PLACES] &= ~(1L << where);
        }
    }

    /** Saves time and timers, of which none from {@code used} on was ever set. */
    void save(final StateOutput out, final int used) {
        out.putLong(now);
        out.putLong(nextEdge);
        out.putInt(size);
        out.putInts(timers, 0, 4 * used);
        out.putInts(heads, 0, heads.length);
        out.putInts(tails, 0, tails.length);
        out.putLongs(occupied, 0, occupied.length);
    }

    /** Loads into a wheel that was never used. */
    void load(final StateInput in, final int used) throws StateException {
        now = in.getLong("time of the wheel", 0, MAX_DEADLINE);
        nextEdge = in.getLong();
        size = in.getInt("timers", 0, used);
        in.getInts(timers, 0, 4 * used);
        in.getInts(heads, 0, heads.length);
        in.getInts(tails, 0, tails.length);
        in.getLongs(occupied, 0, occupied.length);
        int linked = 0;
        for (int where = 0; where <= OVERDUE; where++) {
            linked = checkPlace(in, where, used, linked);
        }
        int set = 0;
        for (int timer = 0; timer < used; timer++) {
            set += isSet(timer) ? 1 : 0;
        }
        final int level = firstOccupied();
        final long edge = level == LEVELS ? Long.MAX_VALUE : edge(level, Long.numberOfTrailingZeros(occupied[level]));
        if (linked != size || set != size || nextEdge > edge) {
            throw in.damaged("the wheel has " + size + " timers, " + set + " set and " + linked + " linked, the next at " + nextEdge);
        }
    }

    /** Refuses links that could lead astray, or a timer that stands where time would not find it; adds to how many are linked. */
    private int checkPlace(final StateInput in, final int where, final int used, final int linkedBefore) throws StateException {
        int linked = linkedBefore;
        int before = NONE;
        int timer = heads[where];
        while (timer != NONE) {
            if (timer < 0 || timer >= used || linked == size || place(timer) != where || timers[4 * timer + PREVIOUS] != before
                || !belongs(timer, where)) {
                throw in.damaged("place " + where + " of the wheel has timer " + timer + " of " + used);
            }
            linked++;
            before = timer;
            timer = timers[4 * timer + NEXT];
        }
        final boolean isOccupied = where != OVERDUE && (occupied[where / PLACES] >>> where & 1) != 0;
        if (tails[where] != before || isOccupied != (where != OVERDUE && before != NONE)) {
            throw in.damaged("place " + where + " of the wheel does not end with its last timer " + tails[where]);
        }
        return linked;
    }

    private boolean belongs(final int timer, final int where) {
        final long deadline = deadline(timer);
        if (deadline < now || deadline > MAX_DEADLINE) {
            return deadline < now && where == OVERDUE;
        }
        return where == level(deadline) * PLACES + index(deadline, level(deadline));
    }

    private int place(final int timer) {
        return timers[4 * timer + HIGH] & PLACE_MASK;
    }

    private void move(final int timer, final int where) {
        timers[4 * timer + HIGH] = timers[4 * timer + HIGH] & ~PLACE_MASK | where;
    }
}
