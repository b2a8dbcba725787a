package dev.inkling.scoring;

import java.util.Arrays;

/**
 * When a rule last fired for someone: entries by owner (a visitor or a customer) and rule, of fixed capacity. When full, the entry that
 * was asked for longest ago is forgotten, and counted; its rule may then fire again too early. An entry is known by a 64-bit mix of both
 * keys, as visitors are by the hash of their id.
 *
 * <pre>
 *   words:
 *   0  fired at (epoch ms)         1  session it fired in (sequence)
 *   2  page it fired on (sequence) 3  session in which it was told to be cooling (sequence)
 * </pre>
 */
final class CadenceTable {
    /** Bytes of an entry, and of its place in the order of use. */
    static final int ENTRY_BYTES = 4 * Long.BYTES + KeyedSlots.SLOT_BYTES + UseOrder.SLOT_BYTES;
    /** No such entry. */
    static final int NONE = KeyedSlots.NONE;
    /** Time of a firing that never was. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int FIRED_AT = 0;
    private static final int FIRED_SESSION = 1;
    private static final int FIRED_PAGE = 2;
    private static final int COOLING_SESSION = 3;
    private static final int WORDS = 4;

    private final KeyedSlots slots;
    private final UseOrder order;
    private final RecordStore records;
    private long evicted;

    CadenceTable(final int capacity) {
        slots = new KeyedSlots(capacity);
        order = new UseOrder(capacity);
        records = new RecordStore(WORDS, capacity);
    }

    int size() {
        return slots.size();
    }

    long evicted() {
        return evicted;
    }

    int find(final long owner, final long rule) {
        final int entry = slots.find(mix(owner, rule));
        if (entry != NONE) {
            order.touch(entry);
        }
        return entry;
    }

    int findOrAdd(final long owner, final long rule) {
        final int found = find(owner, rule);
        if (found != NONE) {
            return found;
        }
        if (slots.isFull()) {
            final int oldest = order.oldest();
            order.remove(oldest);
            slots.remove(oldest);
            evicted++;
        }
        final int entry = slots.add(mix(owner, rule));
        order.add(entry);
        Arrays.fill(records.words(entry), records.at(entry), records.at(entry) + WORDS, 0);
        firedAt(entry, NEVER);
        return entry;
    }

    /** Largest t at which it fired, or {@link #NEVER}. */
    long firedAt(final int entry) {
        return records.words(entry)[records.at(entry) + FIRED_AT];
    }

    void firedAt(final int entry, final long t) {
        records.words(entry)[records.at(entry) + FIRED_AT] = t;
    }

    long firedSession(final int entry) {
        return records.words(entry)[records.at(entry) + FIRED_SESSION];
    }

    void firedSession(final int entry, final long sequence) {
        records.words(entry)[records.at(entry) + FIRED_SESSION] = sequence;
    }

    long firedPage(final int entry) {
        return records.words(entry)[records.at(entry) + FIRED_PAGE];
    }

    void firedPage(final int entry, final long sequence) {
        records.words(entry)[records.at(entry) + FIRED_PAGE] = sequence;
    }

    long coolingSession(final int entry) {
        return records.words(entry)[records.at(entry) + COOLING_SESSION];
    }

    void coolingSession(final int entry, final long sequence) {
        records.words(entry)[records.at(entry) + COOLING_SESSION] = sequence;
    }

    void save(final StateOutput out) {
        out.section("cadence");
        slots.save(out);
        order.save(out, slots.fresh());
        records.save(out, slots.fresh());
        out.putLong(evicted);
    }

    void load(final StateInput in) throws StateException {
        in.section("cadence");
        slots.load(in);
        order.load(in, slots);
        records.load(in, slots.fresh());
        evicted = in.getLong();
    }

    private static long mix(final long owner, final long rule) {
        long mixed = owner ^ Long.rotateLeft(rule * 0x9E3779B97F4A7C15L, 31);
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        return mixed ^ (mixed >>> 33);
    }
}
