package dev.inkling.scoring;

import java.util.BitSet;

/**
 * Ends sessions and forgets visitors, in the journal's time. Nothing is moved at a moment: a visitor with a session stands in a calendar
 * once, and when her time comes but her session went on she is put in anew. The end of a session only counts it: a moment that comes late
 * can still go on with it, and does, if it happened within the gap. Whom nothing was heard of for the retention time is found at the old
 * end of the order of arrival.
 */
final class Expiry {
    /** Sessions looked at in one call, about: what is due beyond waits for the next, so that no moment waits for the sessions of all. */
    static final int MOST_AT_ONCE = 256;

    private static final long ACTIVE = 1;
    private static final long QUEUED = 2;
    /** Half of the calendar's round: a session's gap takes at most so many units. */
    private static final int GAP_UNITS = SlotCalendar.PLACES / 2;
    /** Visitors are forgotten at whole multiples of 2^12 ms. */
    private static final int RETENTION_BITS = 12;

    private final long gapMs;
    private final long retentionMs;
    private final SessionTable sessions;
    private final Timers timers;
    private final SlotCalendar calendar;
    private final int unitBits;
    private long lookedAt = Long.MIN_VALUE;
    private boolean isBehind;
    private final int[] due = new int[SlotCalendar.MOST_POLLED];
    /** Written and never told: what {@link #fetch} reads must go somewhere. */
    private long fetched;
    /** Nobody is forgotten before this, ms. */
    private long nextForgotten = Long.MAX_VALUE;
    private long started;
    private long resumed;
    private long ended;
    private long expired;

    /**
     * An expiry of nobody yet.
     *
     * @param settings gap and retention
     * @param sessions of visitors
     * @param timers   that go with their visitor
     */
    Expiry(final EngineSettings settings, final SessionTable sessions, final Timers timers) {
        gapMs = settings.sessionGapMs();
        retentionMs = settings.visitorRetentionMs();
        this.sessions = sessions;
        this.timers = timers;
        calendar = new SlotCalendar(settings.visitors());
        int bits = 0;
        while (gapMs >> bits > GAP_UNITS) {
            bits++;
        }
        unitBits = bits;
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
    void onMoment(final int slot, final long[] r, final int at, final boolean newSession, final long received) {
        r[at + VisitorLayout.SEEN] = received;
        final long flags = r[at + VisitorLayout.FLAGS];
        if (newSession) {
            started++;
            ended += flags & ACTIVE;
        }
        if ((flags & (ACTIVE | QUEUED)) != (ACTIVE | QUEUED)) {
            activate(slot, r, at, flags, newSession);
        }
    }

    private void activate(final int slot, final long[] r, final int at, final long flags, final boolean newSession) {
        resumed += newSession ? 0 : ~flags & ACTIVE;
        if ((flags & QUEUED) == 0) {
            calendar.add(slot, unit(end(r, at)));
        }
        r[at + VisitorLayout.FLAGS] = flags | ACTIVE | QUEUED;
    }

    /** A visitor was heard of without a session. */
    void onSeen(final int slot, final long received) {
        sessions.words(slot)[sessions.at(slot) + VisitorLayout.SEEN] = received;
    }

    /** A visitor came who was not known. */
    void onArrival(final long received) {
        nextForgotten = Math.min(nextForgotten, forgotten(received));
    }

    /** A visitor goes, for whatever reason. */
    void onRemoval(final int slot) {
        final long[] r = sessions.words(slot);
        final int flags = sessions.at(slot) + VisitorLayout.FLAGS;
        ended += r[flags] & ACTIVE;
        r[flags] &= ~ACTIVE;
        timers.forget(slot);
    }

    void onTime(final long received) {
        final long unit = received >> unitBits;
        if (unit != lookedAt || isBehind) {
            lookedAt = unit;
            endSessions(unit, received);
        }
        if (received >= nextForgotten) {
            forget(received);
        }
    }

    private void endSessions(final long unit, final long received) {
        int left = MOST_AT_ONCE;
        int count = calendar.poll(unit, due);
        while (count > 0) {
            fetch(count);
            for (int i = 0; i < count; i++) {
                endSession(due[i], received);
            }
            left -= count;
            count = left > 0 ? calendar.poll(unit, due) : 0;
        }
        isBehind = left <= 0;
    }

    /** Asks memory for the records of all that are due before the first of them is looked at: one wait instead of one for each. */
    private void fetch(final int count) {
        long read = fetched;
        for (int i = 0; i < count; i++) {
            read += sessions.words(due[i])[sessions.at(due[i]) + VisitorLayout.FLAGS];
        }
        fetched = read;
    }

    private void endSession(final int slot, final long received) {
        final long[] r = sessions.words(slot);
        final int at = sessions.at(slot);
        final long flags = r[at + VisitorLayout.FLAGS];
        if ((flags & ACTIVE) != 0 && end(r, at) > received) {
            calendar.add(slot, unit(end(r, at)));
        } else {
            r[at + VisitorLayout.FLAGS] = flags & ~(ACTIVE | QUEUED);
            ended += flags & ACTIVE;
        }
    }

    private void forget(final long received) {
        int oldest = sessions.oldest();
        while (oldest != SessionTable.NONE) {
            final long due = forgotten(sessions.words(oldest)[sessions.at(oldest) + VisitorLayout.SEEN]);
            if (due > received) {
                nextForgotten = due;
                return;
            }
            expired++;
            onRemoval(oldest);
            sessions.remove(oldest);
            oldest = sessions.oldest();
        }
        nextForgotten = Long.MAX_VALUE;
    }

    /**
     * Takes over from another, into one that was never used; the visitors are here already. Where the gap or the retention differ, what is
     * due follows from the new ones.
     *
     * @param slotOf of each slot there: the slot here, or {@link SessionTable#NONE}
     */
    void takeOver(final Expiry other, final int[] slotOf) {
        started = other.started;
        resumed = other.resumed;
        ended = other.ended;
        expired = other.expired;
        if (other.lookedAt != Long.MIN_VALUE) {
            lookedAt = other.lookedAt << other.unitBits >> unitBits;
            calendar.skip(lookedAt);
        }
        for (int slot = 0; slot < slotOf.length; slot++) {
            if (slotOf[slot] != SessionTable.NONE) {
                takeOver(slotOf[slot]);
            } else if (other.sessions.isTaken(slot)) {
                ended += other.sessions.words(slot)[other.sessions.at(slot) + VisitorLayout.FLAGS] & ACTIVE;
            }
        }
        final int oldest = sessions.oldest();
        nextForgotten = oldest == SessionTable.NONE ? Long.MAX_VALUE
            : forgotten(sessions.words(oldest)[sessions.at(oldest) + VisitorLayout.SEEN]);
    }

    /** Whoever has a session stands in the calendar, and nobody else; timers are linked by those who take them over. */
    private void takeOver(final int slot) {
        final long[] r = sessions.words(slot);
        final int at = sessions.at(slot);
        final boolean isActive = (r[at + VisitorLayout.FLAGS] & ACTIVE) != 0;
        if (isActive) {
            calendar.add(slot, unit(end(r, at)));
        }
        r[at + VisitorLayout.FLAGS] = isActive ? ACTIVE | QUEUED : 0;
    }

    void save(final StateOutput out) {
        out.section("session ends");
        out.putLong(lookedAt);
        out.putInt(isBehind ? 1 : 0);
        out.putLong(nextForgotten);
        out.putLong(started);
        out.putLong(resumed);
        out.putLong(ended);
        out.putLong(expired);
        calendar.save(out);
    }

    /** Loads into an expiry that was never used; the visitors are loaded already. */
    void load(final StateInput in) throws StateException {
        in.section("session ends");
        lookedAt = in.getLong();
        isBehind = in.getInt("behind", 0, 1) == 1;
        nextForgotten = in.getLong();
        started = in.getLong();
        resumed = in.getLong();
        ended = in.getLong();
        expired = in.getLong();
        final BitSet queued = calendar.load(in, sessions.fresh(), lookedAt);
        for (int slot = 0; slot < sessions.fresh(); slot++) {
            final long flags = sessions.words(slot)[sessions.at(slot) + VisitorLayout.FLAGS];
            if ((VisitorLayout.low(flags) & ~(ACTIVE | QUEUED)) != 0 || (flags & QUEUED) != 0 != queued.get(slot)) {
                throw in.damaged("slot " + slot + " has flags " + flags + (queued.get(slot) ? ", and is" : ", and is not")
                    + " in the calendar");
            }
        }
    }

    /** First unit that begins at a time or later. */
    private long unit(final long ms) {
        return ms + (1L << unitBits) - 1 >> unitBits;
    }

    /** First ms at which a moment would begin another session. */
    private long end(final long[] r, final int at) {
        return r[at + VisitorLayout.LAST] + gapMs + 1;
    }

    /** When a visitor is forgotten of whom nothing is heard after a time. */
    private long forgotten(final long seen) {
        return seen + retentionMs + (1L << RETENTION_BITS) - 1 >> RETENTION_BITS << RETENTION_BITS;
    }
}
