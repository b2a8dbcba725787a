package dev.inkling.scoring;

import java.util.Arrays;

/**
 * Timers in a fixed order: deadline first, then the order in which they were set. Eleven wheels of 64 places, each 64 times as coarse as
 * the one before, down to 1 ms: setting and cancelling are O(1), and a timer moves at most ten times towards its wheel of 1 ms. Timers
 * of one deadline always meet in one place in the order in which they were set, because a place is emptied into finer wheels before
 * time reaches it, and only then can a later timer be put there directly. A timer set for a time that has passed is due at once, in
 * the same order. Each timer is a number below the capacity; nothing is allocated once the wheel is made.
 */
final class TimerWheel {
    /** No timer is due. */
    static final int NONE = -1;
    /** Bytes that one timer takes: its deadline, two links and its place. */
    static final int BYTES_PER_TIMER = 8 + 2 * 4 + 4;

    private static final int BITS = 6;
    private static final int PLACES = 1 << BITS;
    private static final int LEVELS = 11;
    private static final int OVERDUE = LEVELS * PLACES;
    private static final int UNSET = -1;

    private final long[] deadlines;
    private final int[] next;
    private final int[] previous;
    private final int[] place;
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
        deadlines = new long[capacity];
        next = new int[capacity];
        previous = new int[capacity];
        place = new int[capacity];
        Arrays.fill(place, UNSET);
        Arrays.fill(heads, NONE);
        Arrays.fill(tails, NONE);
    }

    /** How many timers are set. */
    int size() {
        return size;
    }

    boolean isSet(final int timer) {
        return place[timer] != UNSET;
    }

    /** When a timer that is set is due, ms. */
    long deadline(final int timer) {
        return deadlines[timer];
    }

    /**
     * Sets a timer, or sets it anew.
     *
     * @param timer    its number
     * @param deadline ms; before 0 counts as 0
     */
    void set(final int timer, final long deadline) {
        cancel(timer);
        deadlines[timer] = Math.max(0, deadline);
        size++;
        insert(timer);
    }

    /** Takes a timer back; nothing happens when it is not set. */
    void cancel(final int timer) {
        if (place[timer] != UNSET) {
            unlink(timer);
            place[timer] = UNSET;
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
            final int following = next[timer];
            insert(timer);
            timer = following;
        }
    }

    private void insert(final int timer) {
        final long deadline = deadlines[timer];
        if (deadline < now) {
            insertOverdue(timer);
            return;
        }
        final long differs = deadline ^ now;
        final int level = differs == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(differs)) / BITS;
        final int index = (int) (deadline >>> (level * BITS)) & (PLACES - 1);
        occupied[level] |= 1L << index;
        nextEdge = Math.min(nextEdge, edge(level, index));
        linkBehind(timer, level * PLACES + index, tails[level * PLACES + index]);
    }

    private void insertOverdue(final int timer) {
        int behind = tails[OVERDUE];
        while (behind != NONE && deadlines[behind] > deadlines[timer]) {
            behind = previous[behind];
        }
        linkBehind(timer, OVERDUE, behind);
    }

    private void linkBehind(final int timer, final int where, final int behind) {
        final int ahead = behind == NONE ? heads[where] : next[behind];
        place[timer] = where;
        previous[timer] = behind;
        next[timer] = ahead;
        if (behind == NONE) {
            heads[where] = timer;
        } else {
            next[behind] = timer;
        }
        if (ahead == NONE) {
            tails[where] = timer;
        } else {
            previous[ahead] = timer;
        }
    }

    private void unlink(final int timer) {
        final int where = place[timer];
        final int before = previous[timer];
        final int after = next[timer];
        if (before == NONE) {
            heads[where] = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            tails[where] = before;
        } else {
            previous[after] = before;
        }
        if (where != OVERDUE && heads[where] == NONE) {
            occupied[where / PLACES] &= ~(1L << where);
        }
    }
}
