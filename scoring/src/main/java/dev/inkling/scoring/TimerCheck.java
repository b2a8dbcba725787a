package dev.inkling.scoring;

import java.util.BitSet;

/** Refuses loaded timers that the rest of the code could not go on with: links that lead astray, timers in two places or in none. */
final class TimerCheck {
    private final StateInput in;
    private final SessionTable sessions;
    private final TimerTable table;
    private final boolean[] isTimed;

    /** Of a table that has loaded its records, for rules in force. */
    TimerCheck(final StateInput in, final SessionTable sessions, final TimerTable table, final boolean[] isTimed) {
        this.in = in;
        this.sessions = sessions;
        this.table = table;
        this.isTimed = isTimed;
    }

    /**
     * Checks all of it.
     *
     * @param queued timers whose turn is to come
     * @param freed  first of those that are free
     * @param taken  how many are not free
     */
    void check(final BitSet queued, final int freed, final int taken) throws StateException {
        final int fresh = table.fresh();
        final BitSet seen = new BitSet(fresh);
        for (int slot = 0; slot < sessions.fresh(); slot++) {
            for (int timer = table.first(slot); timer != TimerTable.NONE; timer = table.next(timer)) {
                checkLinked(slot, timer, seen);
            }
        }
        for (int timer = queued.nextSetBit(0); timer >= 0; timer = queued.nextSetBit(timer + 1)) {
            if (!seen.get(timer) && (table.slot(timer) != TimerTable.NONE || table.isSet(timer))) {
                throw in.damaged("timer " + timer + " of " + fresh + " belongs to nobody, and is set");
            }
        }
        if (!queued.equals(or(queued, seen)) || queued.cardinality() != taken) {
            throw in.damaged("the turn of " + queued.cardinality() + " timers is to come, of " + taken + ", and " + seen.cardinality()
                + " belong to visitors");
        }
        int free = freed;
        for (int left = fresh - taken; left > 0; left--) {
            if (free < 0 || free >= fresh || queued.get(free) || table.isSet(free) || table.slot(free) != TimerTable.NONE) {
                throw in.damaged("free timers are linked to " + free + " of " + fresh);
            }
            queued.set(free);
            free = table.next(free);
        }
        if (free != TimerTable.NONE) {
            throw in.damaged("more free timers are linked than the " + (fresh - taken) + " there are");
        }
    }

    private void checkLinked(final int slot, final int timer, final BitSet seen) throws StateException {
        if (timer < 0 || timer >= table.fresh() || seen.get(timer) || table.slot(timer) != slot || !sessions.isTaken(slot)) {
            throw in.damaged("slot " + slot + " links to timer " + timer + " of " + table.fresh());
        }
        seen.set(timer);
        final int rule = table.rule(timer);
        if (rule < 0 || rule >= isTimed.length || !isTimed[rule]) {
            throw in.damaged("timer " + timer + " is of rule " + rule + ", which has none");
        }
    }

    private static BitSet or(final BitSet some, final BitSet others) {
        final BitSet both = (BitSet) some.clone();
        both.or(others);
        return both;
    }
}
