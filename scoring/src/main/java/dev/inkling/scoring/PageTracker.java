package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * SPEC 5, step 2: the page a moment was left on. It begins with the session, at a page or product view, and when `page` is given and
 * differs from the one given last in the session.
 */
final class PageTracker {
    private static final double MS_PER_SECOND = 1_000;

    private PageTracker() {
    }

    static void onMoment(final UnsafeBuffer record, final int at, final Moment moment, final Role role, final MomentScores scores) {
        final boolean differs = moment.page != 0 && moment.page != record.getLong(at + VisitorLayout.PAGE_HASH);
        if (scores.newSession || differs || role == Role.PAGE_VIEW || role == Role.PRODUCT_VIEW) {
            record.putLong(at + VisitorLayout.PAGE, moment.sequence);
            record.putLong(at + VisitorLayout.PAGE_START, moment.occurred);
            record.putDouble(at + VisitorLayout.PAGE_DEPTH, Double.NaN);
        }
        if (differs) {
            record.putLong(at + VisitorLayout.PAGE_HASH, moment.page);
        }
        final double before = record.getDouble(at + VisitorLayout.PAGE_DEPTH);
        scores.pageDepthBefore = Double.isNaN(before) ? 0 : before;
        scores.pageDepth = before;
        // Written so that an unknown depth leaves the known one, and a known one replaces the unknown.
        if (!Double.isNaN(moment.scrollDepth) && !(moment.scrollDepth <= before)) {
            record.putDouble(at + VisitorLayout.PAGE_DEPTH, moment.scrollDepth);
            scores.pageDepth = moment.scrollDepth;
        }
        scores.page = record.getLong(at + VisitorLayout.PAGE);
        scores.pageTime = Math.max(0, moment.occurred - record.getLong(at + VisitorLayout.PAGE_START)) / MS_PER_SECOND;
    }
}
