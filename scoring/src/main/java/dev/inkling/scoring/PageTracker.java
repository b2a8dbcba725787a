package dev.inkling.scoring;

/**
 * SPEC 5, step 2: the page a moment was left on. It begins with the session, at a page or product view, and when `page` is given and
 * differs from the one given last in the session.
 */
final class PageTracker {
    private static final double MS_PER_SECOND = 1_000;

    private PageTracker() {
    }

    static void onMoment(final long[] r, final int at, final Moment moment, final Role role, final MomentScores scores) {
        final boolean differs = moment.page != 0 && moment.page != r[at + VisitorLayout.PAGE_HASH];
        if (scores.newSession || differs || role == Role.PAGE_VIEW || role == Role.PRODUCT_VIEW) {
            r[at + VisitorLayout.PAGE] = moment.sequence;
            r[at + VisitorLayout.PAGE_START] = moment.occurred;
            RecordStore.number(r, at + VisitorLayout.PAGE_DEPTH, Double.NaN);
        }
        if (differs) {
            r[at + VisitorLayout.PAGE_HASH] = moment.page;
        }
        final double before = RecordStore.number(r, at + VisitorLayout.PAGE_DEPTH);
        scores.pageDepthBefore = before == before ? before : 0;
        scores.pageDepth = before;
        final double given = moment.scrollDepth;
        // An unknown depth leaves the known one, and a known one replaces the unknown.
        if (given == given && !(given <= before)) {
            RecordStore.number(r, at + VisitorLayout.PAGE_DEPTH, given);
            scores.pageDepth = given;
        }
        scores.page = r[at + VisitorLayout.PAGE];
        scores.pageTime = time(r, at, moment.occurred);
    }

    /** Seconds on the page at a time. */
    static double time(final long[] r, final int at, final long t) {
        return Math.max(0, t - r[at + VisitorLayout.PAGE_START]) / MS_PER_SECOND;
    }
}
