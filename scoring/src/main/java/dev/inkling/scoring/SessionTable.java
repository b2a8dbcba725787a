package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sessions and profiles by visitor: flat, preallocated, of fixed capacity. A visitor's slot never changes while it is here, so other
 * tables are parallel to this one. When full, the visitor that was active longest ago (in order of arrival) makes room.
 */
final class SessionTable {
    /** No such visitor. */
    static final int NONE = KeyedSlots.NONE;

    private final KeyedSlots slots;
    private final RecordStore records;

    SessionTable(final int capacity) {
        slots = new KeyedSlots(capacity);
        records = new RecordStore(VisitorLayout.BYTES, capacity);
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

    /** The visitor that was active longest ago, or {@link #NONE}. */
    int oldest() {
        return slots.oldest();
    }

    /** The visitor active next after another, or {@link #NONE}: with {@link #oldest} the order of eviction. */
    int next(final int slot) {
        return slots.next(slot);
    }

    void touch(final int slot) {
        slots.touch(slot);
    }

    /** Takes a slot for a visitor without one; there must be room. Its record is that of someone never seen. */
    int add(final long visitorKey, final int storefront) {
        final int slot = slots.add(visitorKey);
        final UnsafeBuffer record = buffer(slot);
        final int at = offset(slot);
        record.setMemory(at, VisitorLayout.BYTES, (byte) 0);
        record.putInt(at + VisitorLayout.STOREFRONT, storefront);
        record.putLong(at + VisitorLayout.LAST, VisitorLayout.NEVER);
        record.putLong(at + VisitorLayout.PURCHASE_AT, VisitorLayout.NEVER);
        record.putLong(at + VisitorLayout.DWELL_AT, VisitorLayout.NEVER);
        record.putLong(at + VisitorLayout.CART_AT, VisitorLayout.NEVER);
        for (int i = 0; i < VisitorLayout.CATEGORIES; i++) {
            record.putLong(at + VisitorLayout.cluster(i) + Double.BYTES, VisitorLayout.NEVER);
        }
        return slot;
    }

    void remove(final int slot) {
        slots.remove(slot);
    }

    /**
     * Asks for the cache lines that a moment takes, all at once: memory answers them together, where a moment alone would wait for
     * one after the other. Changes nothing.
     *
     * @return any number; only there so that no compiler leaves the reading out
     */
    long fetch(final int slot, final int cluster) {
        final UnsafeBuffer record = buffer(slot);
        final int at = offset(slot);
        long read = slots.next(slot);
        for (int line = 0; line < VisitorLayout.HOT_LINES; line++) {
            read += record.getLong(at + line * VisitorLayout.CACHE_LINE);
        }
        return read + record.getLong(at + VisitorLayout.cluster(cluster));
    }

    UnsafeBuffer buffer(final int slot) {
        return records.buffer(slot);
    }

    int offset(final int slot) {
        return records.offset(slot);
    }
}
