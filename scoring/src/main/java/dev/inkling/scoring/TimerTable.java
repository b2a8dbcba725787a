package dev.inkling.scoring;

import java.util.BitSet;

/**
 * Timers that visitors have set, of fixed capacity: which rule's, since when, and when they are due. A visitor's timers are linked, from
 * her record on, so whoever has none pays nothing.
 *
 * <p>They come due in one order, whatever the order in which they were set: due time, then the rule's rank, then the visitor's slot. Timers
 * that are far stand in a {@link SlotCalendar} by units of 2^{@value #UNIT_BITS} ms; when their unit comes they are put into a heap, which
 * is small enough to stay near, in that order. A timer is due its idle time after its visitor's latest moment, which her record knows: a
 * moment that moves it writes nothing here. Where it stands is then too early, and is set right when its turn comes. One that is taken back
 * is not looked for either: it stays where it is, and keeps its room in the table, until its turn comes or its visitor sets it again.
 *
 * <pre>
 *   words:
 *   0  idle time (ms), -1 when taken back       1  set at: t of the moment (epoch ms)
 *   2  slot (-1 for nobody's), rule             3  the visitor's next timer + 1, unit in which its turn comes
 * </pre>
 */
final class TimerTable {
    /** No such timer. */
    static final int NONE = -1;
    /** Bytes of a timer with its place in the heap. */
    static final int TIMER_BYTES = 4 * Long.BYTES + DueHeap.PLACE_BYTES;

    private static final int UNIT_BITS = 12;
    private static final int IDLE = 0;
    private static final int SET_AT = 1;
    private static final int OWNER = 2;
    private static final int LINK = 3;
    private static final int WORDS = 4;
    private static final int NOBODY = -1;
    private static final long UNSET = -1;

    private final SessionTable sessions;
    private final int capacity;
    private final RecordStore records;
    private final SlotCalendar calendar;
    private final DueHeap near;
    private final int[] polled = new int[SlotCalendar.MOST_POLLED];
    private int[] ranks = {};
    /** Every timer whose turn comes up to this unit is in the heap. */
    private long nearUnit;
    /** Room from here on was never taken; what was and is free again is linked. */
    private int fresh;
    private int freed = NONE;
    private int taken;
    private int size;
    /** Written and never told: what is read for memory's sake must go somewhere. */
    private long fetched;

    /** An empty table for timers of visitors, whose records link to them; those taken back whose turn has not come take room, too. */
    TimerTable(final SessionTable sessions, final int capacity) {
        this.sessions = sessions;
        this.capacity = capacity;
        records = new RecordStore(WORDS, capacity);
        calendar = new SlotCalendar(capacity);
        near = new DueHeap(capacity);
    }

    int capacity() {
        return capacity;
    }

    /** Time up to which every timer is in the heap, epoch ms. */
    long nearMs() {
        return nearUnit << UNIT_BITS;
    }

    /** Timers that are set. */
    int size() {
        return size;
    }

    /** Whether there is room for no other timer. */
    boolean isFull() {
        return taken == capacity;
    }

    /** Timers below this may be set, those from it on never were. */
    int fresh() {
        return fresh;
    }

    /** Whether a timer is set: not taken back, not nobody's, not free. */
    boolean isSet(final int timer) {
        return word(timer, IDLE) != UNSET;
    }

    /** When a timer that is set is due as its visitor's record stands, epoch ms. */
    long due(final int timer) {
        return last(slot(timer)) + word(timer, IDLE);
    }

    /** Idle time that a timer was set with, ms. */
    long idle(final int timer) {
        return word(timer, IDLE);
    }

    /** Place of a timer's rule in the order of rules. */
    int rank(final int timer) {
        return ranks[rule(timer)];
    }

    private long last(final int slot) {
        return sessions.words(slot)[sessions.at(slot) + VisitorLayout.LAST];
    }

    long setAt(final int timer) {
        return word(timer, SET_AT);
    }

    void setAt(final int timer, final long t) {
        word(timer, SET_AT, t);
    }

    int slot(final int timer) {
        return VisitorLayout.low(word(timer, OWNER));
    }

    int rule(final int timer) {
        return VisitorLayout.high(word(timer, OWNER));
    }

    /** A visitor's first timer, which may be one taken back. */
    int first(final int slot) {
        return VisitorLayout.high(sessions.words(slot)[sessions.at(slot) + VisitorLayout.FLAGS]) - 1;
    }

    /** The next timer of the same visitor, likewise. */
    int next(final int timer) {
        return VisitorLayout.low(word(timer, LINK)) - 1;
    }

    /** A visitor's timer of a rule, which may be one taken back. */
    int find(final int slot, final int rule) {
        int timer = first(slot);
        while (timer != NONE && rule(timer) != rule) {
            timer = next(timer);
        }
        return timer;
    }

    /** Of timers that come due next, some: the visitor's slot, or {@link #NONE}; so that memory can be asked for them. */
    int soon(final int number) {
        return number < near.size() ? slot(near.timer(number)) : NONE;
    }

    /**
     * Sets a timer that the visitor has not set, due some ms after her latest moment, of which her record knows already.
     *
     * @return whether there was room
     */
    boolean set(final int slot, final int rule, final long setAt, final long idle) {
        final long due = last(slot) + idle;
        int timer = find(slot, rule);
        if (timer != NONE && isTooLate(timer, due)) {
            unlink(timer);
            timer = NONE;
        }
        if (timer == NONE) {
            if (isFull()) {
                return false;
            }
            timer = take();
            word(timer, OWNER, VisitorLayout.halves(slot, rule));
            word(timer, LINK, VisitorLayout.halves(first(slot) + 1, 0));
            first(slot, timer);
            queue(timer, due);
        }
        word(timer, IDLE, idle);
        word(timer, SET_AT, setAt);
        size++;
        return true;
    }

    /** Whether a timer's turn comes later than a time. */
    private boolean isTooLate(final int timer, final long due) {
        final long unit = unit(timer);
        return unit <= nearUnit ? due >> UNIT_BITS <= unit : due >> UNIT_BITS < unit;
    }

    /** A timer that is set is so no more. It stays linked with its visitor. */
    void takeBack(final int timer) {
        word(timer, IDLE, UNSET);
        size--;
    }

    /** A timer is gone for good, with its visitor or its rule. */
    void drop(final int timer) {
        size -= isSet(timer) ? 1 : 0;
        unlink(timer);
    }

    /** The timer that {@link #peek} has shown is handled; of another one, likewise, only the room is still taken. */
    void handled(final int timer) {
        drop(timer);
        if (near.size() > 0 && near.timer(0) == timer) {
            near.pop();
            free(timer);
        }
    }

    /** Makes a timer nobody's: it waits for its turn only to be free. */
    private void unlink(final int timer) {
        final int slot = slot(timer);
        final int before = before(slot, timer);
        if (before == NONE) {
            first(slot, next(timer));
        } else {
            word(before, LINK, VisitorLayout.halves(next(timer) + 1, VisitorLayout.high(word(before, LINK))));
        }
        word(timer, OWNER, VisitorLayout.halves(NOBODY, rule(timer)));
        word(timer, IDLE, UNSET);
    }

    private int before(final int slot, final int timer) {
        int before = NONE;
        for (int at = first(slot); at != timer; at = next(at)) {
            before = at;
        }
        return before;
    }

    private int take() {
        final int timer;
        if (freed == NONE) {
            timer = fresh++;
        } else {
            timer = freed;
            freed = next(timer);
        }
        taken++;
        return timer;
    }

    private void free(final int timer) {
        word(timer, IDLE, UNSET);
        word(timer, SET_AT, 0);
        word(timer, OWNER, VisitorLayout.halves(NOBODY, 0));
        word(timer, LINK, VisitorLayout.halves(freed + 1, 0));
        freed = timer;
        taken--;
    }

    /** Puts a timer where its turn comes at a time, or as far ahead as there are units. */
    private void queue(final int timer, final long due) {
        long unit = due >> UNIT_BITS;
        if (unit <= nearUnit) {
            near.push(due, rank(timer), slot(timer), timer);
        } else {
            unit = calendar.add(timer, unit);
        }
        word(timer, LINK, VisitorLayout.halves(next(timer) + 1, (int) unit));
    }

    /** Unit in which a timer's turn comes; 32 bits of it are kept, and none is 2^31 units off. */
    private long unit(final int timer) {
        return nearUnit + (VisitorLayout.high(word(timer, LINK)) - (int) nearUnit);
    }

    /**
     * Shows the timer that is due first. It stays; whoever handles it says so.
     *
     * @param time due at or before this, epoch ms; never before that of the last call
     * @return the timer, or {@link #NONE}
     */
    int peek(final long time) {
        final long unit = time >> UNIT_BITS;
        if (unit > nearUnit) {
            bringNear(unit);
        }
        while (near.size() > 0 && near.key(0) <= time) {
            final int timer = near.timer(0);
            if (isSet(timer) && due(timer) == near.key(0)) {
                return timer;
            }
            near.pop();
            requeue(timer);
        }
        return NONE;
    }

    /** Puts into the heap all timers whose turn comes up to a unit. */
    private void bringNear(final long unit) {
        if (calendar.size() > 0) {
            int count = calendar.poll(unit, polled);
            nearUnit = unit;
            while (count > 0) {
                fetchPolled(count);
                for (int i = 0; i < count; i++) {
                    requeue(polled[i]);
                }
                count = calendar.poll(unit, polled);
            }
        } else {
            calendar.skip(unit);
            nearUnit = unit;
        }
    }

    /** Asks memory for all timers of a piece, and for their visitors, before the first of them is looked at. */
    private void fetchPolled(final int count) {
        long read = fetched;
        for (int i = 0; i < count; i++) {
            read += word(polled[i], IDLE);
        }
        for (int i = 0; i < count; i++) {
            final int slot = slot(polled[i]);
            read += slot == NOBODY ? 0 : last(slot);
        }
        fetched = read;
    }

    /** The turn of a timer has come: what is not set any more is free, what was moved is put where its turn comes now. */
    private void requeue(final int timer) {
        if (isSet(timer)) {
            queue(timer, due(timer));
        } else {
            if (slot(timer) != NOBODY) {
                unlink(timer);
            }
            free(timer);
        }
    }

    /**
     * Rules have other numbers or ranks. Timers of rules that are no more must have been dropped.
     *
     * @param newRanks  of each rule: its place in the order of rules
     * @param newRuleOf new number of each rule, negative when it is no more; null when it stayed
     */
    void renumber(final int[] newRanks, final int[] newRuleOf) {
        ranks = newRanks;
        for (int timer = 0; newRuleOf != null && timer < fresh; timer++) {
            final int slot = slot(timer);
            word(timer, OWNER, VisitorLayout.halves(slot, slot == NOBODY ? 0 : newRuleOf[rule(timer)]));
        }
        for (int place = 0; place < near.size(); place++) {
            final int timer = near.timer(place);
            near.tie(place, slot(timer) == NOBODY ? 0 : rank(timer), slot(timer));
        }
        near.restore();
    }

    private void first(final int slot, final int timer) {
        final long[] r = sessions.words(slot);
        final int flags = sessions.at(slot) + VisitorLayout.FLAGS;
        r[flags] = VisitorLayout.halves(VisitorLayout.low(r[flags]), timer + 1);
    }

    private long word(final int timer, final int which) {
        return records.words(timer)[records.at(timer) + which];
    }

    private void word(final int timer, final int which, final long value) {
        records.words(timer)[records.at(timer) + which] = value;
    }

    void save(final StateOutput out) {
        out.section("timers");
        out.putInt(capacity);
        out.putInt(fresh);
        out.putInt(freed);
        out.putInt(taken);
        out.putInt(size);
        out.putLong(nearUnit);
        records.save(out, fresh);
        near.save(out);
        calendar.save(out);
    }

    /**
     * Loads into a table that was never used but for {@link #renumber}; the visitors are loaded already.
     *
     * @param in      gives it
     * @param isTimed of each rule in force: whether it has timers
     */
    void load(final StateInput in, final boolean[] isTimed) throws StateException {
        in.section("timers");
        in.getInt("capacity", capacity, capacity);
        fresh = in.getInt("used room for timers", 0, capacity);
        freed = in.getInt("freed timer", NONE, fresh - 1);
        taken = in.getInt("room taken by timers", 0, fresh);
        size = in.getInt("timers", 0, taken);
        nearUnit = in.getLong();
        records.load(in, fresh);
        near.load(in);
        final BitSet queued = calendar.load(in, fresh, nearUnit);
        for (int place = 0; place < near.size(); place++) {
            final int timer = near.timer(place);
            if (timer < 0 || timer >= fresh || queued.get(timer)) {
                throw in.damaged("timer " + timer + " of " + fresh + " is near, and elsewhere too");
            }
            queued.set(timer);
        }
        new TimerCheck(in, sessions, this, isTimed).check(queued, freed, taken);
    }
}
