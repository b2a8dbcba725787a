package dev.inkling.scoring;

/**
 * Finds the cadence record that remembers a decision. Open addressing with linear probes; a place holds the number of the entry and 32 bits
 * of the decision's hash, its home among them, so that nobody else's record is read on the way. A removal shifts what follows back.
 * Allocates nothing once made; follows from the records, so it is not saved.
 */
final class DecisionIndex {
    /** No such decision. */
    static final int NONE = KeyedSlots.NONE;
    /** Bytes of one place. */
    static final int ENTRY_BYTES = 8;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long HASH_MASK = 0xFFFF_FFFFL << Integer.SIZE;

    /** Upper 32 bits: those of the decision's hash; lower: entry + 1. 0 marks a free place. */
    private final long[] index;
    private final int mask;
    private final int shift;
    private final RecordStore records;

    DecisionIndex(final int capacity, final RecordStore records) {
        final int entries = KeyedSlots.entries(capacity);
        index = new long[entries];
        mask = entries - 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(entries);
        this.records = records;
    }

    /** The entry that remembers a decision, or {@link #NONE}. */
    int find(final long decision) {
        final long hash = hash(decision);
        int at = home(hash);
        while (index[at] != 0) {
            if (((index[at] ^ hash) & HASH_MASK) == 0 && decision(entry(at)) == decision) {
                return entry(at);
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    /** Puts in an entry whose record remembers a decision. */
    void add(final int entry) {
        final long hash = hash(decision(entry));
        int at = home(hash);
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = hash & HASH_MASK | entry + 1;
    }

    /** Takes out an entry, whose record must still remember what it did when it was put in. */
    void remove(final int entry) {
        int hole = home(hash(decision(entry)));
        while (entry(hole) != entry) {
            if (index[hole] == 0) {
                throw new IllegalStateException("the decision of cadence entry " + entry + " is not in the index");
            }
            hole = (hole + 1) & mask;
        }
        int at = (hole + 1) & mask;
        while (index[at] != 0) {
            // An entry may fill the hole unless its home lies behind the hole, on the way to where it stands.
            if (((at - home(index[at])) & mask) >= ((at - hole) & mask)) {
                index[hole] = index[at];
                hole = at;
            }
            at = (at + 1) & mask;
        }
        index[hole] = 0;
    }

    /** Entry at a place, {@link #NONE} when it is free. */
    private int entry(final int at) {
        return (int) index[at] - 1;
    }

    private long decision(final int entry) {
        return CadenceRecord.decision(records.words(entry), records.at(entry));
    }

    private static long hash(final long decision) {
        return decision * GOLDEN;
    }

    /** Of a hash, or of a place: there are at most 2^29 places, so that the upper bits say it. */
    private int home(final long hash) {
        return (int) (hash >>> shift);
    }
}
