package dev.inkling.scoring;

/**
 * Handles timers that are due: each is a match of its rule at the time it was due for, with scores read from the visitor's record as of
 * that time. At most so many at a frame; the rest wait for the next, so that no frame waits for the timers of all. One that comes more than
 * {@link #MOST_OVERDUE_MS} late has expired: it is recorded if its condition holds, and consumes nothing.
 */
final class DueTimers {
    /** How late a timer may come, ms. */
    static final long MOST_OVERDUE_MS = 600_000;

    /** Visitors that memory is asked for at a time: the first three places of the heap. */
    private static final int MOST_FETCHED = 3;

    private final Timers timers;
    private final TimerTable table;
    private final SessionTable sessions;
    private final VisitorReader reader;
    private final Triggers triggers;
    private final VisitorSnapshot snapshot = new VisitorSnapshot();
    private final MomentScores scores = new MomentScores();
    /** Stands for the moment that there is none of. */
    private final Moment nobody = new Moment();
    private int mostAtOnce;
    /** Whether the last frame left timers that were due. */
    private boolean isBehind;
    private long due;
    private long expired;

    DueTimers(
        final EngineSettings settings, final SessionTable sessions, final Timers timers, final VisitorReader reader,
        final Triggers triggers) {
        adopt(settings);
        this.timers = timers;
        this.sessions = sessions;
        table = timers.table();
        this.reader = reader;
        this.triggers = triggers;
    }

    /** Takes over what of other settings is no capacity. */
    final void adopt(final EngineSettings settings) {
        mostAtOnce = settings.limits().timersPerFrame();
    }

    /** One of the counts of an engine that are about timers. */
    long count(final EngineCount what) {
        return switch (what) {
            case TIMERS_SET -> timers.set();
            case TIMERS_PENDING -> table.size();
            case TIMERS_DUE -> due;
            case TIMERS_TAKEN_BACK -> timers.takenBack();
            case TIMERS_EXPIRED -> expired;
            case TIMERS_DROPPED -> timers.dropped();
            case TIMERS_NOT_SET -> timers.notSet();
            default -> throw new IllegalArgumentException("no count of " + what);
        };
    }

    /** Whether any timer is due at a time. */
    boolean isDue(final long received) {
        return table.peek(received) != TimerTable.NONE;
    }

    void onTime(final long received, final Catalogue catalogue, final FactTable facts, final DecisionSink sink) {
        int timer = table.peek(received);
        for (int left = mostAtOnce; left > 0 && timer != TimerTable.NONE; left--) {
            handle(timer, received, catalogue, facts, sink);
            timer = table.peek(received);
        }
        isBehind = timer != TimerTable.NONE;
    }

    /** All timers of a visitor that are due, however many were before: what she does now would move them, or take them back. */
    void ofVisitor(
        final long visitorKey, final long received, final Catalogue catalogue, final FactTable facts, final DecisionSink sink) {
        if (!isBehind) {
            return;
        }
        final int slot = sessions.find(visitorKey);
        if (slot == SessionTable.NONE) {
            return;
        }
        for (int timer = first(slot, received); timer != TimerTable.NONE; timer = first(slot, received)) {
            handle(timer, received, catalogue, facts, sink);
        }
    }

    /** A visitor's timer that is due first. */
    private int first(final int slot, final long received) {
        int first = TimerTable.NONE;
        for (int timer = table.first(slot); timer != TimerTable.NONE; timer = table.next(timer)) {
            if (table.isSet(timer) && table.due(timer) <= received && (first == TimerTable.NONE || table.due(timer) < table.due(first)
                || table.due(timer) == table.due(first) && table.rank(timer) < table.rank(first))) {
                first = timer;
            }
        }
        return first;
    }

    private void handle(final int timer, final long received, final Catalogue catalogue, final FactTable facts, final DecisionSink sink) {
        final int slot = table.slot(timer);
        final int rule = table.rule(timer);
        final long t = table.due(timer);
        table.handled(timer);
        final boolean isExpired = received - t > MOST_OVERDUE_MS;
        if (isExpired) {
            expired++;
        } else {
            due++;
        }
        final long[] r = sessions.words(slot);
        final int at = sessions.at(slot);
        read(r, at, t, catalogue);
        nobody.occurred = t;
        nobody.received = received;
        nobody.visitorKey = sessions.key(slot);
        nobody.customerKey = r[at + VisitorLayout.CUSTOMER];
        nobody.storefront = snapshot.storefront;
        facts.present(slot, scores.session, FactTable.NO_TYPE);
        triggers.onDue(rule, isExpired, r, at, nobody, scores, facts, sink);
    }

    private void read(final long[] r, final int at, final long t, final Catalogue catalogue) {
        reader.read(r, at, t, catalogue, snapshot);
        scores.session = snapshot.session;
        scores.sessionAge = snapshot.sessionAge;
        scores.moments = snapshot.sessionMoments;
        scores.page = r[at + VisitorLayout.PAGE];
        scores.pageTime = PageTracker.time(r, at, t);
        scores.pageDepth = snapshot.pageDepth;
        scores.velocity = snapshot.velocity;
        scores.intent = snapshot.intent;
        scores.risk = snapshot.risk;
        scores.profile = snapshot.profile;
        scores.probability = snapshot.probability;
        scores.stage = snapshot.stage;
        scores.urgency = snapshot.urgency;
    }

    /** Asks memory for the visitors whose timers come due next. Changes nothing. Returns any number, so that no compiler leaves it out. */
    long fetch() {
        long read = 0;
        for (int i = 0; i < MOST_FETCHED; i++) {
            final int slot = table.soon(i);
            read += slot == TimerTable.NONE ? 0 : sessions.fetchRecord(slot);
        }
        return read;
    }

    /** Goes on from another. */
    void takeOver(final DueTimers other) {
        due = other.due;
        expired = other.expired;
        isBehind = other.isBehind;
    }

    /** Saves counts. */
    void save(final StateOutput out) {
        out.putLong(due);
        out.putLong(expired);
        out.putInt(isBehind ? 1 : 0);
    }

    /** Loads counts. */
    void load(final StateInput in) throws StateException {
        due = in.getLong();
        expired = in.getLong();
        isBehind = in.getInt("timers left", 0, 1) == 1;
    }
}
