package dev.inkling.scoring;

/**
 * SPEC 5, step 7: the visitor's profile, a fifth of the summed intent of the last ten scored moments in order of arrival. Those ten
 * stand in the history, which look-ups show as well. The sum is carried on from moment to moment, so that one entry is read and
 * not ten, and added up anew each time the ring is full, so that rounding never lasts.
 */
final class ProfileScorer {
    private static final double UNTRIED = 0.1;
    private static final double FULL = 5;
    private static final double MOST = 0.95;

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
        final int place = (int) (history % VisitorLayout.RECENT);
        final int entry = at + VisitorLayout.HISTORY + place * VisitorLayout.ENTRY_WORDS;
        final int summed = MomentCounts.profiled(r, at);
        final double leaves = summed < VisitorLayout.RECENT ? 0 : RecordStore.number(r, entry + 1);
        r[entry] = t << VisitorLayout.TYPE_BITS | type;
        RecordStore.number(r, entry + 1, intent);
        r[at + VisitorLayout.HISTORY_COUNT] = history + 1;
        MomentCounts.add(r, at, type, Math.min(VisitorLayout.RECENT, summed + 1));
        final boolean anew = summed >= VisitorLayout.RECENT && place == 0;
        RecordStore.number(r, at + VisitorLayout.PROFILE_SUM,
            anew ? sum(r, at) : RecordStore.number(r, at + VisitorLayout.PROFILE_SUM) - leaves + intent);
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

    /** Where the n-th scored moment stands, n from 0. */
    static int entry(final int at, final long n) {
        return at + VisitorLayout.HISTORY + (int) (n % VisitorLayout.RECENT) * VisitorLayout.ENTRY_WORDS;
    }

    /** Where the n-th outcome stands, n from 0. */
    static int outcome(final int at, final long n) {
        return at + VisitorLayout.OUTCOMES + (int) (n % VisitorLayout.RECENT_OUTCOMES) * VisitorLayout.ENTRY_WORDS;
    }

    private static double sum(final long[] r, final int at) {
        double sum = 0;
        for (int i = 0; i < VisitorLayout.RECENT; i++) {
            sum += RecordStore.number(r, entry(at, i) + 1);
        }
        return sum;
    }
}
