package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** SPEC 5, step 1: which session a moment belongs to. */
final class SessionTracker {
    private static final double MS_PER_SECOND = 1_000;

    private final long gapMs;
    private final boolean clientBegins;

    SessionTracker(final EngineSettings settings) {
        gapMs = settings.sessionGapMs();
        clientBegins = settings.session() == EngineSettings.SessionMode.CLIENT;
    }

    void onMoment(final UnsafeBuffer record, final int at, final Moment moment, final MomentScores scores) {
        final long t = moment.occurred;
        final long last = record.getLong(at + VisitorLayout.LAST);
        scores.newSession = last == VisitorLayout.NEVER || t - last > gapMs || isAnotherOfClient(record, at, moment);
        if (scores.newSession) {
            begin(record, at, moment);
        }
        if (moment.sessionKey != 0) {
            record.putLong(at + VisitorLayout.CLIENT_SESSION, moment.sessionKey);
        }
        record.putLong(at + VisitorLayout.LAST, Math.max(last, t));
        scores.session = record.getLong(at + VisitorLayout.SESSION);
        scores.sessionAge = Math.max(0, t - record.getLong(at + VisitorLayout.START)) / MS_PER_SECOND;
    }

    private boolean isAnotherOfClient(final UnsafeBuffer record, final int at, final Moment moment) {
        final long known = record.getLong(at + VisitorLayout.CLIENT_SESSION);
        return clientBegins && moment.sessionKey != 0 && known != 0 && known != moment.sessionKey;
    }

    private static void begin(final UnsafeBuffer record, final int at, final Moment moment) {
        record.putLong(at + VisitorLayout.START, moment.occurred);
        record.putLong(at + VisitorLayout.SESSION, moment.sequence);
        record.putLong(at + VisitorLayout.CLIENT_SESSION, 0);
        record.putLong(at + VisitorLayout.PAGE_HASH, 0);
        record.putInt(at + VisitorLayout.MOMENTS, 0);
        record.putInt(at + VisitorLayout.PREVIOUS_TYPE, -1);
        record.putInt(at + VisitorLayout.SESSIONS, record.getInt(at + VisitorLayout.SESSIONS) + 1);
        closeIntent(record, at);
    }

    /** What a purchase closes and a session begins without: velocity, intent, stages and risk. */
    static void closeIntent(final UnsafeBuffer record, final int at) {
        record.putDouble(at + VisitorLayout.VELOCITY, 0);
        DecayedSum.clear(record, at + VisitorLayout.INTENT);
        DecayedSum.clear(record, at + VisitorLayout.RISK);
        for (int stage = 0; stage < StageScorer.STAGES; stage++) {
            DecayedSum.clear(record, at + VisitorLayout.STAGES + stage * DecayedSum.BYTES);
        }
    }
}
