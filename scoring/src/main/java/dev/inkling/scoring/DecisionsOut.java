package dev.inkling.scoring;

/**
 * Decisions of a rule that went out to a visitor and may be answered: up to four, in a {@link CadenceRecord}, in the order in which they
 * went out. Each has a word of its time and state, and one of its own, 0 where there is none:
 *
 * <pre>
 *   0 to 3  when it went out, and once it was shown, when that was (epoch ms) &lt;&lt; 3 | state
 *   4 to 7  decision: sequence and ordinal
 * </pre>
 *
 * <p>One that was answered stays as long as there is room, so that the same answer does not count twice. When a fifth goes out, the oldest
 * that was answered makes room; else the oldest that was never shown in all the time after which it would have been ignored; else the
 * third: the two oldest are the first to be ignored, and the newest the likeliest to be answered.
 */
final class DecisionsOut {
    /** Most of them. */
    static final int MOST = 4;
    /** No such decision. */
    static final int NOWHERE = -1;

    /** There is none. */
    static final int NONE = 0;
    /** It went out, and nothing came back. */
    static final int OUT = 1;
    /** It was shown, and nothing else came back. */
    static final int SHOWN = 2;
    /** It was dismissed or ignored. */
    static final int REFUSED = 3;
    /** The visitor engaged with it. */
    static final int ENGAGED = 4;

    private static final int STATES = CadenceRecord.DECISIONS;
    private static final int IDS = STATES + MOST;
    private static final int STATE_BITS = 3;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;
    private static final int LAST = MOST - 1;
    private static final int THIRD = 2;

    private DecisionsOut() {
    }

    /** The one at a place, 0 for none. */
    static long id(final long[] w, final int at, final int place) {
        return w[at + IDS + place];
    }

    static int state(final long[] w, final int at, final int place) {
        return (int) w[at + STATES + place] & STATE_MASK;
    }

    /** When it went out, or when it was shown once it was. */
    static long time(final long[] w, final int at, final int place) {
        return w[at + STATES + place] >> STATE_BITS;
    }

    /** Where a decision stands, or {@link #NOWHERE}. */
    static int find(final long[] w, final int at, final long decision) {
        for (int place = 0; place < MOST; place++) {
            if (id(w, at, place) == decision) {
                return place;
            }
        }
        return NOWHERE;
    }

    /** Whether any was shown, and nothing else came back yet. */
    static boolean isAnyShown(final long[] w, final int at) {
        for (int place = 0; place < MOST; place++) {
            if (state(w, at, place) == SHOWN) {
                return true;
            }
        }
        return false;
    }

    /** Takes those for refused that were shown so long before t that they were ignored. Returns how many. */
    static int ignore(final long[] w, final int at, final long t, final long ignoredMs) {
        int ignored = 0;
        for (int place = 0; place < MOST; place++) {
            if (state(w, at, place) == SHOWN && t - time(w, at, place) >= ignoredMs) {
                answer(w, at, place, REFUSED);
                ignored++;
            }
        }
        return ignored;
    }

    /** Which one makes room for another at t; {@link #NOWHERE} when there is room. */
    static int leaver(final long[] w, final int at, final long t, final long ignoredMs) {
        if (state(w, at, LAST) == NONE) {
            return NOWHERE;
        }
        for (int place = 0; place < MOST; place++) {
            if (state(w, at, place) > SHOWN) {
                return place;
            }
        }
        for (int place = 0; place < MOST; place++) {
            if (state(w, at, place) == OUT && t - time(w, at, place) >= ignoredMs) {
                return place;
            }
        }
        return THIRD;
    }

    /** Forgets the one at a place. */
    static void remove(final long[] w, final int at, final int place) {
        for (int i = place; i < LAST; i++) {
            w[at + STATES + i] = w[at + STATES + i + 1];
            w[at + IDS + i] = w[at + IDS + i + 1];
        }
        w[at + STATES + LAST] = 0;
        w[at + IDS + LAST] = 0;
    }

    /** Another one went out at t; there must be room. */
    static void add(final long[] w, final int at, final long decision, final long t) {
        int place = 0;
        while (state(w, at, place) != NONE) {
            place++;
        }
        w[at + STATES + place] = t << STATE_BITS | OUT;
        w[at + IDS + place] = decision;
    }

    /** It was shown at t. */
    static void show(final long[] w, final int at, final int place, final long t) {
        w[at + STATES + place] = t << STATE_BITS | SHOWN;
    }

    /** It was refused, or engaged with. */
    static void answer(final long[] w, final int at, final int place, final int state) {
        w[at + STATES + place] = w[at + STATES + place] & ~STATE_MASK | state;
    }

    /** Refuses a loaded record with states that there are not, or with a gap. */
    static void check(final StateInput in, final int entry, final long[] w, final int at) throws StateException {
        for (int place = 0; place < MOST; place++) {
            final int state = state(w, at, place);
            final boolean isBehindNone = place > 0 && state(w, at, place - 1) == NONE;
            if (state > ENGAGED || (state == NONE) != (id(w, at, place) == 0) || state != NONE && isBehindNone) {
                throw in.damaged("cadence entry " + entry + ": decision " + id(w, at, place) + " at place " + place + " in state " + state);
            }
        }
    }
}
