package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * When a rule last fired for someone: entries by owner (a visitor or a customer) and rule, of fixed capacity. When full, the entry that
 * was asked for longest ago is forgotten, and counted; its rule may then fire again too early. An entry is known by a 64-bit mix of both
 * keys, as visitors are by the hash of their id.
 *
 * <pre>
 *   0  fired at (epoch ms)         8  session it fired in (sequence)
 *  16  page it fired on (sequence) 24  session in which it was told to be cooling (sequence)
 *  32  end
 * </pre>
 */
final class CadenceTable {
    /** Bytes of an entry. */
    static final int STRIDE = 32;
    /** No such entry. */
    static final int NONE = KeyedSlots.NONE;
    /** Time of a firing that never was. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int FIRED_AT = 0;
    private static final int FIRED_SESSION = 8;
    private static final int FIRED_PAGE = 16;
    private static final int COOLING_SESSION = 24;

    private final KeyedSlots slots;
    private final RecordStore records;
    private long evicted;

    CadenceTable(final int capacity) {
        slots = new KeyedSlots(capacity);
        records = new RecordStore(STRIDE, capacity);
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
            slots.touch(entry);
        }
        return entry;
    }

    int findOrAdd(final long owner, final long rule) {
        final int found = find(owner, rule);
        if (found != NONE) {
            return found;
        }
        if (slots.isFull()) {
            slots.remove(slots.oldest());
            evicted++;
        }
        final int entry = slots.add(mix(owner, rule));
        final UnsafeBuffer record = records.buffer(entry);
        final int at = records.offset(entry);
        record.setMemory(at, STRIDE, (byte) 0);
        record.putLong(at + FIRED_AT, NEVER);
        return entry;
    }

    /** Largest t at which it fired, or {@link #NEVER}. */
    long firedAt(final int entry) {
        return records.buffer(entry).getLong(records.offset(entry) + FIRED_AT);
    }

    void firedAt(final int entry, final long t) {
        records.buffer(entry).putLong(records.offset(entry) + FIRED_AT, t);
    }

    long firedSession(final int entry) {
        return records.buffer(entry).getLong(records.offset(entry) + FIRED_SESSION);
    }

    void firedSession(final int entry, final long session) {
        records.buffer(entry).putLong(records.offset(entry) + FIRED_SESSION, session);
    }

    long firedPage(final int entry) {
        return records.buffer(entry).getLong(records.offset(entry) + FIRED_PAGE);
    }

    void firedPage(final int entry, final long page) {
        records.buffer(entry).putLong(records.offset(entry) + FIRED_PAGE, page);
    }

    long coolingSession(final int entry) {
        return records.buffer(entry).getLong(records.offset(entry) + COOLING_SESSION);
    }

    void coolingSession(final int entry, final long session) {
        records.buffer(entry).putLong(records.offset(entry) + COOLING_SESSION, session);
    }

    private static long mix(final long owner, final long rule) {
        long mixed = owner ^ Long.rotateLeft(rule * 0x9E3779B97F4A7C15L, 31);
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        return mixed ^ (mixed >>> 33);
    }
}
