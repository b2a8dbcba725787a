package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * SPEC 5, step 7: the visitor's profile, a fifth of the summed intent of the last ten scored moments in order of arrival; and the
 * history of the last ten moments of any kind, which look-ups show.
 */
final class ProfileScorer {
    private static final double UNTRIED = 0.1;
    private static final double FULL = 5;
    private static final double MOST = 0.95;

    private ProfileScorer() {
    }

    /** Profile as it stands, 0 to 0.95. */
    static double read(final UnsafeBuffer record, final int at) {
        final int count = record.getInt(at + VisitorLayout.PROFILE_COUNT);
        if (count == 0) {
            return UNTRIED;
        }
        // From the oldest to the newest, so that the sum does not depend on where the ring stands.
        final int held = Math.min(count, VisitorLayout.RECENT);
        int place = (count - held) % VisitorLayout.RECENT;
        double sum = 0;
        for (int i = 0; i < held; i++) {
            sum += record.getDouble(at + VisitorLayout.PROFILE + place * Double.BYTES);
            place = place + 1 == VisitorLayout.RECENT ? 0 : place + 1;
        }
        return Math.min(sum / FULL, MOST);
    }

    /** Takes a scored moment in. */
    static void add(final UnsafeBuffer record, final int at, final double intent) {
        final int count = record.getInt(at + VisitorLayout.PROFILE_COUNT);
        record.putDouble(at + VisitorLayout.PROFILE + count % VisitorLayout.RECENT * Double.BYTES, intent);
        record.putInt(at + VisitorLayout.PROFILE_COUNT, advance(count));
    }

    /** Takes any moment into the history. */
    static void remember(final UnsafeBuffer record, final int at, final long t, final int type, final double intent) {
        final int count = record.getInt(at + VisitorLayout.HISTORY_COUNT);
        final int entry = at + VisitorLayout.HISTORY + count % VisitorLayout.RECENT * VisitorLayout.HISTORY_BYTES;
        record.putLong(entry, t << VisitorLayout.TYPE_BITS | type);
        record.putDouble(entry + Long.BYTES, intent);
        record.putInt(at + VisitorLayout.HISTORY_COUNT, advance(count));
    }

    /** Counts on, and from 10 to 19 again once it is large: the place in the ring and "at least ten" are all that matter. */
    private static int advance(final int count) {
        return count + 1 == 2 * VisitorLayout.RECENT ? VisitorLayout.RECENT : count + 1;
    }
}
