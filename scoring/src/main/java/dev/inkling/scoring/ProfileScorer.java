package dev.inkling.scoring;

/**
 * SPEC 5, step 7: the visitor's profile, a fifth of the summed intent of the last ten scored moments in order of arrival. Those ten
 * stand in the history, which look-ups show as well. The sum is kept in whole units of 2^-59, so that adding and taking away never round:
 * it is the true sum of the ten, rounded once when it is read, and a profile of just .6 does not cross .6. A moment so reads and writes one
 * entry of the history, not all. An intent from 2^-7 on is a whole number of units; a smaller one is cut, by less than 2^-59.
 */
final class ProfileScorer {
    private static final double UNITS = 1L << 59;

    private ProfileScorer() {
    }

    /** Profile as it stands. */
    static double read(final long[] r, final int at, final ScoreFigures figures) {
        return MomentCounts.profiled(r, at) == 0 ? figures.profileUntried()
            : Math.min(r[at + VisitorLayout.PROFILE_SUM] / UNITS / figures.profileFull(), figures.profileMost());
    }

    /** Takes a scored moment in, in the history and in the session's counts; the profile sums so many at most. */
    static void add(final long[] r, final int at, final long t, final int type, final double intent, final int most) {
        final long history = r[at + VisitorLayout.HISTORY_COUNT];
        final int entry = entry(at, history);
        final int summed = MomentCounts.profiled(r, at);
        final long leaves = summed < most ? 0 : units(RecordStore.number(r, entry(at, history - most) + 1));
        r[entry] = t << VisitorLayout.TYPE_BITS | type;
        RecordStore.number(r, entry + 1, intent);
        r[at + VisitorLayout.PROFILE_SUM] += units(intent) - leaves;
        r[at + VisitorLayout.HISTORY_COUNT] = history + 1;
        MomentCounts.add(r, at, type, Math.min(most, summed + 1));
    }

    /** Lets a profile sum no more than so many of its moments. */
    static void limit(final long[] r, final int at, final int most) {
        final long history = r[at + VisitorLayout.HISTORY_COUNT];
        for (int summed = MomentCounts.profiled(r, at); summed > most; summed--) {
            r[at + VisitorLayout.PROFILE_SUM] -= units(RecordStore.number(r, entry(at, history - summed) + 1));
            MomentCounts.profiled(r, at, summed - 1);
        }
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

    /** Where the n-th scored moment stands, n from 0: its time and type, and behind them its intent. */
    static int entry(final int at, final long n) {
        return at + VisitorLayout.HISTORY + (int) (n % VisitorLayout.RECENT) * VisitorLayout.ENTRY_WORDS;
    }

    /** Where the n-th outcome stands, n from 0. */
    static int outcome(final int at, final long n) {
        return at + VisitorLayout.OUTCOMES + (int) (n % VisitorLayout.RECENT_OUTCOMES) * VisitorLayout.ENTRY_WORDS;
    }

    /** An intent of 0 to 1; ten of them stay below 2^63. */
    private static long units(final double intent) {
        return (long) (intent * UNITS);
    }
}
