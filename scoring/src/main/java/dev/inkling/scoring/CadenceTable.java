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

    /** Any number with bits enough. */
    private static final long CUSTOMERS = 0xC2B2AE3D27D4EB4FL;

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

    /**
     * A customer as an owner. A visitor and a customer that are called the same have the same key, and are not the same.
     *
     * @param key of the customer
     * @return what no visitor has for a key, but by the chance by which any two share one
     */
    static long customer(final long key) {
        return key ^ CUSTOMERS;
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
        for (int place = 0; place < DecisionsOut.MOST; place++) {
            final long decision = DecisionsOut.id(words(oldest), at(oldest), place);
            if (decision != 0) {
                decisions.remove(oldest, decision);
            }
        }
        order.remove(oldest);
        slots.remove(oldest);
        evicted++;
    }

    /** The entry that remembers a decision, or {@link #NONE}. Leaves the order of use as it is. */
    int findDecision(final long decision) {
        return decisions.find(decision);
    }

    /** An entry is of use. */
    void touch(final int entry) {
        order.touch(entry);
    }

    /**
     * Remembers a decision that went out, in place of another if need be.
     *
     * @param entry     visitor's and rule's
     * @param decision  sequence and ordinal
     * @param t         when
     * @param ignoredMs after which what was never shown goes first
     */
    void remember(final int entry, final long decision, final long t, final long ignoredMs) {
        final long[] w = words(entry);
        final int at = at(entry);
        final int leaver = DecisionsOut.leaver(w, at, t, ignoredMs);
        if (leaver != DecisionsOut.NOWHERE) {
            decisions.remove(entry, DecisionsOut.id(w, at, leaver));
            DecisionsOut.remove(w, at, leaver);
        }
        DecisionsOut.add(w, at, decision, t);
        decisions.add(entry, decision);
    }

    long[] words(final int entry) {
        return records.words(entry);
    }

    int at(final int entry) {
        return records.at(entry);
    }

    /** Takes over the entries of another table, into one that was never used: as many of those used last as have room. */
    void takeOver(final CadenceTable other) {
        final int tooMany = Math.max(0, other.size() - slots.capacity());
        evicted = other.evicted + tooMany;
        int passed = 0;
        for (int from = other.order.oldest(); from != UseOrder.NONE; from = other.order.after(from)) {
            if (passed++ >= tooMany) {
                final int entry = slots.add(other.slots.key(from));
                order.add(entry);
                System.arraycopy(other.words(from), other.at(from), words(entry), at(entry), CadenceRecord.WORDS);
                index(entry);
            }
        }
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
                index(entry);
            }
        }
        evicted = in.getLong();
    }

    private void index(final int entry) {
        for (int place = 0; place < DecisionsOut.MOST; place++) {
            final long decision = DecisionsOut.id(words(entry), at(entry), place);
            if (decision != 0) {
                decisions.add(entry, decision);
            }
        }
    }

    private static long mix(final long owner, final long rule) {
        long mixed = owner ^ Long.rotateLeft(rule * 0x9E3779B97F4A7C15L, 31);
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        return mixed ^ (mixed >>> 33);
    }
}
