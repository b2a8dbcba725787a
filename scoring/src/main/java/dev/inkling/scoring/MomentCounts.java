package dev.inkling.scoring;

/**
 * What is counted at every scored moment, in one word of a visitor's record: moments of the session, the type of the previous one, and
 * how many moments the profile sums.
 */
final class MomentCounts {
    private static final int PREVIOUS = 32;
    private static final int PROFILED = 48;
    private static final long MOMENTS_MASK = 0xFFFF_FFFFL;
    private static final long FIELD_MASK = 0xFFFF;

    private MomentCounts() {
    }

    /** Scored moments of the session. */
    static int moments(final long[] r, final int at) {
        return (int) r[at + VisitorLayout.COUNTS];
    }

    /** Type of the session's previous scored moment, -1 when there is none. */
    static int previousType(final long[] r, final int at) {
        return (int) (r[at + VisitorLayout.COUNTS] >>> PREVIOUS & FIELD_MASK) - 1;
    }

    /** Moments that the profile sums. */
    static int profiled(final long[] r, final int at) {
        return (int) (r[at + VisitorLayout.COUNTS] >>> PROFILED);
    }

    /** The profile sums so many moments. */
    static void profiled(final long[] r, final int at, final int moments) {
        closeProfile(r, at);
        r[at + VisitorLayout.COUNTS] |= (long) moments << PROFILED;
    }

    /** No moments yet, no previous one; the profile stays. */
    static void beginSession(final long[] r, final int at) {
        r[at + VisitorLayout.COUNTS] &= FIELD_MASK << PROFILED;
    }

    /** The profile starts anew. */
    static void closeProfile(final long[] r, final int at) {
        r[at + VisitorLayout.COUNTS] &= ~(FIELD_MASK << PROFILED);
    }

    /** One more scored moment. */
    static void add(final long[] r, final int at, final int type, final int profiled) {
        final long moments = r[at + VisitorLayout.COUNTS] & MOMENTS_MASK;
        r[at + VisitorLayout.COUNTS] = Math.min(Integer.MAX_VALUE, moments + 1) | (type + 1L) << PREVIOUS | (long) profiled << PROFILED;
    }

    /** A type has another number. */
    static void previousType(final long[] r, final int at, final int type) {
        r[at + VisitorLayout.COUNTS] = r[at + VisitorLayout.COUNTS] & ~(FIELD_MASK << PREVIOUS) | (type + 1L) << PREVIOUS;
    }
}
