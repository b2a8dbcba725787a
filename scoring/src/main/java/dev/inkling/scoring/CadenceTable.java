package dev.inkling.scoring;

/**
 * What is remembered of rules for someone ({@link CadenceRecord}): entries by owner (a visitor or a customer) and rule, of fixed capacity.
 * When full, the entry that was asked for longest ago is forgotten, and counted; its rule may then fire again too early. An entry is known
 * by a 64-bit mix of both keys, as visitors are by the hash of their id.
 */
final class CadenceTable {
    /** Bytes of an entry, and of its place in the order of use. */
    static final int ENTRY_BYTES = CadenceRecord.WORDS * Long.BYTES + KeyedSlots.SLOT_BYTES + UseOrder.SLOT_BYTES;
    /** Bytes of the two indexes, for each of {@link KeyedSlots#entries}. */
    static final int INDEX_BYTES = KeyedSlots.ENTRY_BYTES + DecisionIndex.ENTRY_BYTES;
    /** No such entry. */
    static final int NONE = KeyedSlots.NONE;

    private final KeyedSlots slots;
    private final UseOrder order;
    private final RecordStore records;
    private final DecisionIndex decisions;
    private long evicted;

    CadenceTable(final int capacity) {
        slots = new KeyedSlots(capacity);
        order = new UseOrder(capacity);
        records = new RecordStore(CadenceRecord.WORDS, capacity);
        decisions = new DecisionIndex(capacity, records);
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

    /** As {@link #find}, but leaves the order of use as it is: for explanations. */
    int peek(final long owner, final long rule) {
        return slots.find(mix(owner, rule));
    }

    /** An entry that was found before may be the one that makes room. */
    int findOrAdd(final long owner, final long rule) {
        final int found = find(owner, rule);
        return found == NONE ? add(owner, rule) : found;
    }

    /** An entry for an owner and a rule that have none; one that was found before may be the one that makes room. */
    int add(final long owner, final long rule) {
        if (slots.isFull()) {
            evict();
        }
        final int entry = slots.add(mix(owner, rule));
        order.add(entry);
        CadenceRecord.clear(words(entry), at(entry), owner, rule);
        return entry;
    }

    private void evict() {
        final int oldest = order.oldest();
        if (CadenceRecord.state(words(oldest), at(oldest)) != CadenceRecord.NONE) {
            decisions.remove(oldest);
        }
        order.remove(oldest);
        slots.remove(oldest);
        evicted++;
    }

    /** The visitor's entry whose latest decision is this one. */
    int findDecision(final long visitor, final long decision) {
        final int entry = decisions.find(decision);
        if (entry == NONE || CadenceRecord.owner(words(entry), at(entry)) != visitor) {
            return NONE;
        }
        order.touch(entry);
        return entry;
    }

    /** Remembers a decision of an entry, in place of the one before. */
    void remember(final int entry, final long decision) {
        final long[] w = words(entry);
        final int at = at(entry);
        if (CadenceRecord.state(w, at) != CadenceRecord.NONE) {
            decisions.remove(entry);
        }
        CadenceRecord.decision(w, at, decision);
        decisions.add(entry);
    }

    long[] words(final int entry) {
        return records.words(entry);
    }

    int at(final int entry) {
        return records.at(entry);
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
        for (int entry = 0; entry < slots.fresh(); entry++) {
            if (slots.isTaken(entry)) {
                CadenceRecord.check(in, entry, words(entry), at(entry));
                if (CadenceRecord.state(words(entry), at(entry)) != CadenceRecord.NONE) {
                    decisions.add(entry);
                }
            }
        }
        evicted = in.getLong();
    }

    private static long mix(final long owner, final long rule) {
        long mixed = owner ^ Long.rotateLeft(rule * 0x9E3779B97F4A7C15L, 31);
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        return mixed ^ (mixed >>> 33);
    }
}
