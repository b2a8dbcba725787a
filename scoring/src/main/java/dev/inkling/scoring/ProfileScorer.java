package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * SPEC 5, step 7: the visitor's profile, a fifth of the summed intent of the last ten scored moments in order of arrival. Those ten
 * stand in the history, which look-ups show as well. The sum is carried on from moment to moment, so that one entry is read and
 * not ten, and added up anew each time the ring is full, so that rounding never lasts.
 */
final class ProfileScorer {
    private static final double UNTRIED = 0.1;
    private static final double FULL = 5;
    private static final double MOST = 0.95;
    /** Counts go round here, far beyond what a shopper leaves: a whole number of rings, before an int turns negative. */
    private static final int ROUND = 2_000_000_000;

    private ProfileScorer() {
    }

    /** Profile as it stands, 0 to 0.95. */
    static double read(final UnsafeBuffer record, final int at) {
        return record.getInt(at + VisitorLayout.PROFILE_COUNT) == 0 ? UNTRIED
            : Math.min(record.getDouble(at + VisitorLayout.PROFILE_SUM) / FULL, MOST);
    }

    /** Takes a scored moment in. */
    static void add(final UnsafeBuffer record, final int at, final long t, final int type, final double intent) {
        final int history = record.getInt(at + VisitorLayout.HISTORY_COUNT);
        final int entry = entry(at, history);
        final int summed = record.getInt(at + VisitorLayout.PROFILE_COUNT);
        final double leaves = summed < VisitorLayout.RECENT ? 0 : record.getDouble(entry + Long.BYTES);
        record.putLong(entry, t << VisitorLayout.TYPE_BITS | type);
        record.putDouble(entry + Long.BYTES, intent);
        record.putInt(at + VisitorLayout.HISTORY_COUNT, next(history, VisitorLayout.RECENT));
        record.putInt(at + VisitorLayout.PROFILE_COUNT, Math.min(VisitorLayout.RECENT, summed + 1));
        final boolean anew = summed >= VisitorLayout.RECENT && history % VisitorLayout.RECENT == 0;
        record.putDouble(at + VisitorLayout.PROFILE_SUM,
            anew ? sum(record, at) : record.getDouble(at + VisitorLayout.PROFILE_SUM) - leaves + intent);
    }

    /** A purchase closes the profile; the history goes on. */
    static void close(final UnsafeBuffer record, final int at) {
        record.putInt(at + VisitorLayout.PROFILE_COUNT, 0);
        record.putDouble(at + VisitorLayout.PROFILE_SUM, 0);
    }

    /** Takes an outcome into what look-ups show. */
    static void remember(final UnsafeBuffer record, final int at, final long t, final int type) {
        final int count = record.getInt(at + VisitorLayout.OUTCOME_COUNT);
        final int entry = at + VisitorLayout.OUTCOMES + count % VisitorLayout.RECENT_OUTCOMES * VisitorLayout.ENTRY_BYTES;
        record.putLong(entry, t << VisitorLayout.TYPE_BITS | type);
        record.putLong(entry + Long.BYTES, record.getInt(at + VisitorLayout.HISTORY_COUNT));
        record.putInt(at + VisitorLayout.OUTCOME_COUNT, next(count, VisitorLayout.RECENT_OUTCOMES));
    }

    /** Where the n-th scored moment stands, n from 0. */
    static int entry(final int at, final int n) {
        return at + VisitorLayout.HISTORY + n % VisitorLayout.RECENT * VisitorLayout.ENTRY_BYTES;
    }

    private static int next(final int count, final int ring) {
        return count + 1 == ROUND + ring ? ring : count + 1;
    }

    private static double sum(final UnsafeBuffer record, final int at) {
        double sum = 0;
        for (int i = 0; i < VisitorLayout.RECENT; i++) {
            sum += record.getDouble(entry(at, i) + Long.BYTES);
        }
        return sum;
    }
}
