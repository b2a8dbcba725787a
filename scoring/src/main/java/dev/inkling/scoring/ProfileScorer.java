package dev.inkling.scoring;

/**
 * SPEC 5, step 7: the visitor's profile, a fifth of the summed intent of the last ten scored moments in order of arrival. Those ten
 * stand in the history, which look-ups show as well. The sum is that of the formula to the last bit, from the oldest to the newest: a
 * sum carried on, less what leaves it and plus what comes, would round otherwise, and a profile of just .6 would cross .6.
 */
final class ProfileScorer {
    private static final double UNTRIED = 0.1;
    private static final double FULL = 5;
    private static final double MOST = 0.95;
    /** Intents that the profile sums besides the newest. */
    private static final int OTHERS = VisitorLayout.RECENT - 1;
    /** Places that the newest intent takes in turn. */
    private static final int ROOM = VisitorLayout.INTENT_WORDS - OTHERS;

    private ProfileScorer() {
    }

    /** Profile as it stands, 0 to 0.95. */
    static double read(final long[] r, final int at) {
        return profile(MomentCounts.profiled(r, at), RecordStore.number(r, at + VisitorLayout.PROFILE_SUM));
    }

    private static double profile(final int summed, final double sum) {
        return summed == 0 ? UNTRIED : Math.min(sum / FULL, MOST);
    }

    /** Takes a scored moment in, in the history and in the session's counts. */
    static void add(final long[] r, final int at, final long t, final int type, final double intent) {
        final long history = r[at + VisitorLayout.HISTORY_COUNT];
        final int summed = MomentCounts.profiled(r, at);
        final int newest = intent(at, history);
        if (newest == at + VisitorLayout.INTENTS + OTHERS) {
            moveDown(r, at);
        }
        final double before = summed < VisitorLayout.RECENT ? RecordStore.number(r, at + VisitorLayout.PROFILE_SUM)
            : sum(r, newest - OTHERS);
        RecordStore.number(r, at + VisitorLayout.PROFILE_SUM, before + intent);
        RecordStore.number(r, newest, intent);
        r[time(at, history)] = t << VisitorLayout.TYPE_BITS | type;
        r[at + VisitorLayout.HISTORY_COUNT] = history + 1;
        MomentCounts.add(r, at, type, Math.min(VisitorLayout.RECENT, summed + 1));
    }

    /** A purchase closes the profile; the history goes on. */
    static void close(final long[] r, final int at) {
        MomentCounts.closeProfile(r, at);
        r[at + VisitorLayout.PROFILE_SUM] = 0;
    }

    /** Takes an outcome into what look-ups show. */
    static void remember(final long[] r, final int at, final long t, final int type) {
        final long count = r[at + VisitorLayout.OUTCOME_COUNT]++;
        final int entry = outcome(at, count);
        r[entry] = t << VisitorLayout.TYPE_BITS | type;
        r[entry + 1] = r[at + VisitorLayout.HISTORY_COUNT];
    }

    /** Where time and type of the n-th scored moment stand, n from 0. */
    static int time(final int at, final long n) {
        return at + VisitorLayout.TIMES + (int) (n % VisitorLayout.RECENT);
    }

    /** Where the intent of the n-th scored moment stands while it is the newest, n from 0; those before it stand before it. */
    static int intent(final int at, final long n) {
        return at + VisitorLayout.INTENTS + OTHERS + (int) (n % ROOM);
    }

    /** Where the n-th outcome stands, n from 0. */
    static int outcome(final int at, final long n) {
        return at + VisitorLayout.OUTCOMES + (int) (n % VisitorLayout.RECENT_OUTCOMES) * VisitorLayout.OUTCOME_WORDS;
    }

    /** Sum of nine intents, from the oldest to the newest. */
    private static double sum(final long[] r, final int oldest) {
        double sum = 0;
        for (int i = 0; i < OTHERS; i++) {
            sum += RecordStore.number(r, oldest + i);
        }
        return sum;
    }

    /** No room is left behind the newest intent: the last nine go to the front. */
    private static void moveDown(final long[] r, final int at) {
        final int to = at + VisitorLayout.INTENTS;
        System.arraycopy(r, to + ROOM, r, to, OTHERS);
    }
}
