package dev.inkling.scoring;

/** SPEC 5, step 1: which session a moment belongs to. */
final class SessionTracker {
    private static final double MS_PER_SECOND = 1_000;

    private final long gapMs;
    private final boolean clientBegins;

    SessionTracker(final EngineSettings settings) {
        gapMs = settings.sessionGapMs();
        clientBegins = settings.session() == EngineSettings.SessionMode.CLIENT;
    }

    void onMoment(final long[] r, final int at, final Moment moment, final MomentScores scores) {
        final long t = moment.occurred;
        final long last = r[at + VisitorLayout.LAST];
        scores.newSession = last == VisitorLayout.NEVER || t - last > gapMs || clientBegins && isAnotherOfClient(r, at, moment);
        if (scores.newSession) {
            begin(r, at, moment);
        }
        if (clientBegins && moment.sessionKey != 0) {
            r[at + VisitorLayout.CLIENT_SESSION] = moment.sessionKey;
        }
        r[at + VisitorLayout.LAST] = Math.max(last, t);
        scores.session = r[at + VisitorLayout.SESSION];
        scores.sessionAge = Math.max(0, t - r[at + VisitorLayout.START]) / MS_PER_SECOND;
    }

    private static boolean isAnotherOfClient(final long[] r, final int at, final Moment moment) {
        final long known = r[at + VisitorLayout.CLIENT_SESSION];
        return moment.sessionKey != 0 && known != 0 && known != moment.sessionKey;
    }

    private static void begin(final long[] r, final int at, final Moment moment) {
        r[at + VisitorLayout.START] = moment.occurred;
        r[at + VisitorLayout.SESSION] = moment.sequence;
        r[at + VisitorLayout.CLIENT_SESSION] = 0;
        r[at + VisitorLayout.PAGE_HASH] = 0;
        MomentCounts.beginSession(r, at);
        r[at + VisitorLayout.SESSIONS]++;
        closeIntent(r, at);
    }

    /** What a purchase closes and a session begins without: velocity, intent, stages and risk. */
    static void closeIntent(final long[] r, final int at) {
        r[at + VisitorLayout.VELOCITY] = 0;
        SessionSums.clear(r, at);
        RiskScorer.clear(r, at);
    }
}
