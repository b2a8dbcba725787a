package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ends sessions and forgets visitors, in the journal's time. Each visitor has one timer: for the end of its session first, then for
 * itself. A timer is not moved at each moment; when it fires too early it is set anew. The end of a session only counts it: a moment
 * that comes late can still go on with it, and does, if it happened within the gap.
 */
final class Expiry {
    private final long gapMs;
    private final long retentionMs;
    private final SessionTable sessions;
    /**
     * The wheel counts in units of 2^12 ms. Nothing that a moment may see depends on when exactly a session is found to have ended or a
     * visitor to be forgotten, and a timer of half an hour then moves once before it is due and not three times.
     */
    static final int UNIT_BITS = 12;

    private final TimerWheel wheel;
    private long started;
    private long resumed;
    private long ended;
    private long expired;

    Expiry(final EngineSettings settings, final SessionTable sessions) {
        gapMs = settings.sessionGapMs();
        retentionMs = settings.visitorRetentionMs();
        this.sessions = sessions;
        wheel = new TimerWheel(settings.visitors());
    }

    long started() {
        return started;
    }

    long resumed() {
        return resumed;
    }

    long ended() {
        return ended;
    }

    long expired() {
        return expired;
    }

    /** A visitor's session goes on, or a new one begins. */
    void onMoment(final int slot, final boolean newSession, final long received) {
        final UnsafeBuffer record = sessions.buffer(slot);
        final int at = sessions.offset(slot);
        record.putLong(at + VisitorLayout.SEEN, received);
        final boolean wasActive = record.getInt(at + VisitorLayout.ACTIVE) != 0;
        if (newSession) {
            started++;
            ended += wasActive ? 1 : 0;
        } else if (!wasActive) {
            resumed++;
        }
        if (!wasActive) {
            record.putInt(at + VisitorLayout.ACTIVE, 1);
            set(slot, end(record, at));
        }
    }

    /** A visitor was heard of without a session. */
    void onSeen(final int slot, final long received) {
        final UnsafeBuffer record = sessions.buffer(slot);
        final int at = sessions.offset(slot);
        record.putLong(at + VisitorLayout.SEEN, received);
        if (!wheel.isSet(slot)) {
            set(slot, forgotten(record, at));
        }
    }

    /** A visitor goes, for whatever reason. */
    void onRemoval(final int slot) {
        wheel.cancel(slot);
        ended += sessions.buffer(slot).getInt(sessions.offset(slot) + VisitorLayout.ACTIVE) != 0 ? 1 : 0;
    }

    void onTime(final long received) {
        final long unit = received >> UNIT_BITS;
        int slot = wheel.poll(unit);
        while (slot != TimerWheel.NONE) {
            onTimer(slot, received);
            slot = wheel.poll(unit);
        }
    }

    private void onTimer(final int slot, final long received) {
        final UnsafeBuffer record = sessions.buffer(slot);
        final int at = sessions.offset(slot);
        if (record.getInt(at + VisitorLayout.ACTIVE) != 0) {
            if (end(record, at) > received) {
                set(slot, end(record, at));
                return;
            }
            record.putInt(at + VisitorLayout.ACTIVE, 0);
            ended++;
        }
        if (forgotten(record, at) > received) {
            set(slot, forgotten(record, at));
        } else {
            expired++;
            sessions.remove(slot);
        }
    }

    /** At the first unit that begins at the deadline or later. */
    private void set(final int slot, final long deadline) {
        wheel.set(slot, deadline + (1L << UNIT_BITS) - 1 >> UNIT_BITS);
    }

    /** First ms at which a moment would begin another session. */
    private long end(final UnsafeBuffer record, final int at) {
        return record.getLong(at + VisitorLayout.LAST) + gapMs + 1;
    }

    private long forgotten(final UnsafeBuffer record, final int at) {
        return record.getLong(at + VisitorLayout.SEEN) + retentionMs;
    }
}
