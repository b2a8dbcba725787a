package dev.inkling.scoring;

import java.util.Arrays;

/**
 * What is remembered of a rule for someone, in words of 8 bytes: two cache lines, of which a match needs the first alone, so that whoever
 * asks waits for memory once.
 *
 * <pre>
 *   0  fired at (epoch ms, largest) &lt;&lt; 7 | streak &lt;&lt; 6 | doublings
 *   1  session (sequence) &lt;&lt; 16 | reasons told in it &lt;&lt; 10 | firings in it
 *   2  page it fired on (sequence) &lt;&lt; 16 | matches since the last one that counted
 *   3  day of the latest firing (days since 1970) &lt;&lt; 32 | firings of the day before &lt;&lt; 10 | firings of that day
 *   4  to 7: times and states of up to four decisions that went out, see {@link DecisionsOut}
 *   8  to 11: those decisions
 *  12  owner: a visitor, or a customer as {@link CadenceTable#customer} has it    13  rule: hash of its name
 *  14  customer of the visitor when the latest of those decisions went out, 0 for none    15  spare
 * </pre>
 *
 * <p>A customer's record has the first word only: what belongs to sessions, pages, days and decisions is the visitor's.
 */
final class CadenceRecord {
    /** Words of a record. */
    static final int WORDS = 16;
    /** Time of a firing that never was. */
    static final long NEVER = Long.MIN_VALUE;
    /** More doublings make no difference: 1 ms is then more than the longest cooldown. */
    static final int MOST_DOUBLINGS = 32;

    private static final int FIRED_AT = 0;
    private static final int SESSION = 1;
    private static final int PAGE = 2;
    private static final int DAYS = 3;
    /** Where {@link DecisionsOut} has times and states, and behind them the decisions. */
    static final int DECISIONS = 4;
    private static final int OWNER = DECISIONS + 2 * DecisionsOut.MOST;
    private static final int RULE = OWNER + 1;
    private static final int CUSTOMER = OWNER + 2;

    private static final int TIME_SHIFT = 7;
    private static final long BELOW_TIME = (1L << TIME_SHIFT) - 1;
    private static final long SHORT_NEVER = NEVER >> TIME_SHIFT;
    private static final int STREAK_SHIFT = 6;
    private static final long DOUBLINGS_MASK = (1L << STREAK_SHIFT) - 1;
    private static final int SEQUENCE_SHIFT = 16;
    private static final long BELOW_SEQUENCE = (1L << SEQUENCE_SHIFT) - 1;
    private static final int COUNT_BITS = 10;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int DAY_SHIFT = 32;
    private static final long DAY_MS = 86_400_000;
    /** Day of a firing that never was: days before 1970 count like others. */
    private static final long NO_DAY = Integer.MIN_VALUE;

    private CadenceRecord() {
    }

    /** Makes a record of one that never fired. */
    static void clear(final long[] w, final int at, final long owner, final long rule) {
        Arrays.fill(w, at, at + WORDS, 0);
        w[at + FIRED_AT] = SHORT_NEVER << TIME_SHIFT;
        w[at + DAYS] = NO_DAY << DAY_SHIFT;
        w[at + OWNER] = owner;
        w[at + RULE] = rule;
    }

    static long owner(final long[] w, final int at) {
        return w[at + OWNER];
    }

    static long rule(final long[] w, final int at) {
        return w[at + RULE];
    }

    /** Largest t at which it fired, or {@link #NEVER}. */
    static long firedAt(final long[] w, final int at) {
        final long t = w[at + FIRED_AT] >> TIME_SHIFT;
        return t == SHORT_NEVER ? NEVER : t;
    }

    /** It fired at t; a smaller one than before changes nothing. */
    static void firedAt(final long[] w, final int at, final long t) {
        if (t > firedAt(w, at)) {
            w[at + FIRED_AT] = t << TIME_SHIFT | w[at + FIRED_AT] & BELOW_TIME;
        }
    }

    /** How often it fired in a session; up to 1,023. */
    static int firedInSession(final long[] w, final int at, final long session) {
        return w[at + SESSION] >>> SEQUENCE_SHIFT == session ? (int) w[at + SESSION] & COUNT_MASK : 0;
    }

    /** Whether it fired on a page last. */
    static boolean firedOnPage(final long[] w, final int at, final long page) {
        return w[at + PAGE] >>> SEQUENCE_SHIFT == page;
    }

    /** How often it fired on the day of t; up to 1,023. Only the day of the latest firing and the one before are known. */
    static int firedOnDay(final long[] w, final int at, final long t) {
        final long days = w[at + DAYS];
        final long back = (days >> DAY_SHIFT) - Math.floorDiv(t, DAY_MS);
        return back == 0 ? (int) days & COUNT_MASK : back == 1 ? (int) days >>> COUNT_BITS & COUNT_MASK : 0;
    }

    /** It fired in a session, on a page, on the day of t. */
    static void fire(final long[] w, final int at, final long session, final long page, final long t) {
        enter(w, at, session);
        if (((int) w[at + SESSION] & COUNT_MASK) < COUNT_MASK) {
            w[at + SESSION]++;
        }
        w[at + PAGE] = page << SEQUENCE_SHIFT | w[at + PAGE] & BELOW_SEQUENCE;
        final long day = Math.floorDiv(t, DAY_MS);
        final long days = w[at + DAYS];
        final long on = days >> DAY_SHIFT;
        final int count = Math.min(COUNT_MASK, firedOnDay(w, at, t) + 1);
        if (day > on) {
            w[at + DAYS] = day << DAY_SHIFT | (day == on + 1 ? (days & COUNT_MASK) << COUNT_BITS : 0) | count;
        } else if (day == on) {
            w[at + DAYS] = days & ~COUNT_MASK | count;
        } else if (day == on - 1) {
            w[at + DAYS] = days & ~((long) COUNT_MASK << COUNT_BITS) | (long) count << COUNT_BITS;
        }
    }

    /** Whether a reason for not firing is told for the first time in a session; it is told from now on. */
    static boolean tell(final long[] w, final int at, final long session, final int reason) {
        enter(w, at, session);
        final long bit = 1L << COUNT_BITS + reason;
        final boolean first = (w[at + SESSION] & bit) == 0;
        w[at + SESSION] |= bit;
        return first;
    }

    /** A visitor's sessions follow each other, so what is known of another one is over. */
    private static void enter(final long[] w, final int at, final long session) {
        if (w[at + SESSION] >>> SEQUENCE_SHIFT != session) {
            w[at + SESSION] = session << SEQUENCE_SHIFT;
        }
    }

    /** Matches since the last one that was an n-th. */
    static long matches(final long[] w, final int at) {
        return w[at + PAGE] & BELOW_SEQUENCE;
    }

    /** Whether one more match is an n-th: that many since the last one that was. */
    static boolean isNth(final long[] w, final int at, final int n) {
        final long matches = (w[at + PAGE] & BELOW_SEQUENCE) + 1;
        final boolean counts = matches >= n;
        w[at + PAGE] = w[at + PAGE] & ~BELOW_SEQUENCE | (counts ? 0 : matches);
        return counts;
    }

    /** How often the cooldown doubled. */
    static int doublings(final long[] w, final int at) {
        return (int) (w[at + FIRED_AT] & DOUBLINGS_MASK);
    }

    /** One more refusal in a row: each second one doubles the cooldown, and is followed by none. Returns whether it did. */
    static boolean refuse(final long[] w, final int at) {
        final long word = w[at + FIRED_AT];
        if ((word >> STREAK_SHIFT & 1) == 0) {
            w[at + FIRED_AT] = word | 1L << STREAK_SHIFT;
            return false;
        }
        w[at + FIRED_AT] = (word & ~BELOW_TIME) | Math.min(MOST_DOUBLINGS, (word & DOUBLINGS_MASK) + 1);
        return true;
    }

    /** The refusals are forgotten, and the cooldown is the rule's own. */
    static void engage(final long[] w, final int at) {
        w[at + FIRED_AT] &= ~BELOW_TIME;
    }

    /** Customer of the visitor when the latest decision went out, 0 for none. */
    static long customer(final long[] w, final int at) {
        return w[at + CUSTOMER];
    }

    static void customer(final long[] w, final int at, final long customer) {
        w[at + CUSTOMER] = customer;
    }

    /** Refuses a loaded record that the rest of the code could not go on with. */
    static void check(final StateInput in, final int entry, final long[] w, final int at) throws StateException {
        if (doublings(w, at) > MOST_DOUBLINGS) {
            throw in.damaged("cadence entry " + entry + ": " + doublings(w, at) + " doublings");
        }
        DecisionsOut.check(in, entry, w, at);
    }
}
