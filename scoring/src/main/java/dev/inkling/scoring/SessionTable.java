package dev.inkling.scoring;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sessions and profiles by visitor: flat, preallocated, of fixed capacity. A visitor's slot never changes while it is here, so other
 * tables are parallel to this one. When full, the visitor that was active longest ago (in order of arrival) makes room.
 *
 * <p>Who that is, is found only when it is asked for: a moment writes its place in the order of arrival into the visitor's record, which
 * it has at hand, and moves nothing else in memory. A wheel holds for each visitor a place that she had once and that can only be too
 * early; when it is her turn she is put back at the place that she has now, until the first comes whose place is still hers.
 * The first such turn puts back all who came again since: some 10 to 20 ms for 262,144 visitors, and from then on little at a time.
 */
final class SessionTable {
    /** No such visitor. */
    static final int NONE = KeyedSlots.NONE;
    /** Bytes of a visitor besides the record and the index. */
    static final int SLOT_BYTES = KeyedSlots.SLOT_BYTES + TimerWheel.BYTES_PER_TIMER;

    private final KeyedSlots slots;
    private final RecordStore records;
    private final TimerWheel order;
    private long arrivals;

    SessionTable(final int capacity) {
        this(capacity, new TimerWheel(capacity));
    }

    /** With a wheel that a test looks at. */
    SessionTable(final int capacity, final TimerWheel order) {
        slots = new KeyedSlots(capacity);
        records = new RecordStore(VisitorLayout.WORDS, capacity);
        this.order = order;
    }

    int size() {
        return slots.size();
    }

    boolean isFull() {
        return slots.isFull();
    }

    int find(final long visitorKey) {
        return slots.find(visitorKey);
    }

    long key(final int slot) {
        return slots.key(slot);
    }

    /** Slots from this on were never taken. */
    int fresh() {
        return slots.fresh();
    }

    boolean isTaken(final int slot) {
        return slots.isTaken(slot);
    }

    /** The visitor that was active longest ago, or {@link #NONE}. */
    int oldest() {
        if (order.size() == 0) {
            // An empty wheel would turn to its end, and find every later place overdue.
            return NONE;
        }
        int slot = order.poll(TimerWheel.MAX_DEADLINE);
        while (slot != TimerWheel.NONE) {
            final long arrival = words(slot)[at(slot) + VisitorLayout.ARRIVAL];
            final boolean isHers = order.deadline(slot) == arrival;
            order.set(slot, arrival);
            if (isHers) {
                return slot;
            }
            slot = order.poll(TimerWheel.MAX_DEADLINE);
        }
        return NONE;
    }

    /** A visitor is active, now more recently than all others. */
    void touch(final int slot) {
        words(slot)[at(slot) + VisitorLayout.ARRIVAL] = ++arrivals;
    }

    /** Takes a slot for a visitor without one; there must be room. Its record is that of someone never seen, flags aside. */
    int add(final long visitorKey, final int storefront) {
        final int slot = slots.add(visitorKey);
        final long[] r = words(slot);
        final int at = at(slot);
        final long flags = r[at + VisitorLayout.FLAGS];
        Arrays.fill(r, at, at + VisitorLayout.WORDS, 0);
        r[at + VisitorLayout.FLAGS] = flags;
        r[at + VisitorLayout.REVENUE_CURRENCY] = VisitorLayout.halves(0, storefront);
        r[at + VisitorLayout.LAST] = VisitorLayout.NEVER;
        r[at + VisitorLayout.PURCHASE_AT] = VisitorLayout.NEVER;
        r[at + VisitorLayout.DWELL_AT] = VisitorLayout.NEVER;
        r[at + VisitorLayout.CART_AT] = VisitorLayout.NEVER;
        r[at + VisitorLayout.VISIBLE_AT] = VisitorLayout.NEVER;
        for (int i = 0; i < VisitorLayout.CATEGORIES; i++) {
            r[at + VisitorLayout.cluster(i) + 1] = VisitorLayout.NEVER;
        }
        touch(slot);
        order.set(slot, arrivals);
        return slot;
    }

    void remove(final int slot) {
        order.cancel(slot);
        slots.remove(slot);
    }

    /**
     * Takes over the visitors of another table, into one that was never used: in their slots where those are here, else the most recently
     * active in the same order of slots. Their flags are left to those who have use for them.
     *
     * @return of each slot there: the slot here, {@link #NONE} for nobody
     */
    int[] takeOver(final SessionTable other) {
        arrivals = other.arrivals;
        final int[] slotOf = new int[other.fresh()];
        final boolean isSame = slotOf.length <= slots.capacity();
        if (isSame) {
            slots.takeOver(other.slots);
        }
        final long first = isSame ? Long.MIN_VALUE : other.arrivalOfLatest(slots.capacity());
        for (int slot = 0; slot < slotOf.length; slot++) {
            final boolean isKept = other.isTaken(slot) && other.arrival(slot) >= first;
            slotOf[slot] = !isKept ? NONE : isSame ? slot : slots.add(other.key(slot));
            if (isKept) {
                final int to = slotOf[slot];
                System.arraycopy(other.words(slot), other.at(slot), words(to), at(to), VisitorLayout.WORDS);
                order.set(to, arrival(to));
            }
        }
        return slotOf;
    }

    private long arrival(final int slot) {
        return words(slot)[at(slot) + VisitorLayout.ARRIVAL];
    }

    /** Place in the order of arrival from which on there are so many visitors. */
    private long arrivalOfLatest(final int most) {
        final long[] all = IntStream.range(0, fresh()).filter(this::isTaken).mapToLong(this::arrival).sorted().toArray();
        return all[Math.max(0, all.length - most)];
    }

    void save(final StateOutput out) {
        out.section("visitors");
        out.putLong(arrivals);
        slots.save(out);
        order.save(out, fresh());
        records.save(out, fresh());
    }

    /**
     * Loads into a table that was never used.
     *
     * @param in    gives it
     * @param check of each visitor's record
     */
    void load(final StateInput in, final RecordCheck check) throws StateException {
        in.section("visitors");
        arrivals = in.getLong("arrivals", 0, TimerWheel.MAX_DEADLINE);
        slots.load(in);
        order.load(in, fresh());
        records.load(in, fresh());
        for (int slot = 0; slot < fresh(); slot++) {
            final boolean isTaken = isTaken(slot);
            if (order.isSet(slot) != isTaken) {
                throw in.damaged("slot " + slot + (isTaken ? " is taken, but not" : " is free, but") + " in the order of arrival");
            }
            if (isTaken) {
                // A later place than the latest would be looked for without end.
                final long arrival = words(slot)[at(slot) + VisitorLayout.ARRIVAL];
                if (arrival > arrivals || order.deadline(slot) > arrival) {
                    throw in.damaged("slot " + slot + " came in as number " + arrival + " of " + arrivals);
                }
                check.check(in, slot, words(slot), at(slot));
            }
        }
    }

    /** Asks memory for what finding a visitor reads. Changes nothing. Returns any number, so that no compiler leaves the reading out. */
    long fetchIndex(final long visitorKey) {
        return slots.fetch(visitorKey);
    }

    /** Asks memory for the lines that scored moments take, and the cart's, all at once. Changes nothing. Returns any number, likewise. */
    long fetchRecord(final int slot) {
        final long[] r = words(slot);
        final int at = at(slot);
        return r[at] + r[at + 8] + r[at + 16] + r[at + 24] + r[at + VisitorLayout.HOT_WORDS];
    }

    /** Asks memory for what of the history and the clusters a scored moment takes. Changes nothing. Returns any number. */
    long fetchRest(final int slot, final int cluster) {
        final long[] r = words(slot);
        final int at = at(slot);
        return r[ProfileScorer.entry(at, r[at + VisitorLayout.HISTORY_COUNT])] + r[at + VisitorLayout.cluster(cluster)];
    }

    long[] words(final int slot) {
        return records.words(slot);
    }

    int at(final int slot) {
        return records.at(slot);
    }
}
