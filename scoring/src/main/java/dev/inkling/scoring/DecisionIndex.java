package dev.inkling.scoring;

/**
 * Finds the cadence record that remembers a decision, among the few of {@link DecisionsOut}. Open addressing with linear probes; a place
 * holds the number of the entry and 32 bits of the decision's hash, its home among them, so that nobody else's record is read on the way.
 * A removal shifts what follows back. Allocates nothing once made; follows from the records, so it is not saved.
 */
final class DecisionIndex {
    /** No such decision. */
    static final int NONE = KeyedSlots.NONE;
    /** Bytes for each of {@link KeyedSlots#entries} of the records' capacity: a place for each decision that a record may have. */
    static final int ENTRY_BYTES = DecisionsOut.MOST * Long.BYTES;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long HASH_MASK = 0xFFFF_FFFFL << Integer.SIZE;

    /** Upper 32 bits: those of the decision's hash; lower: entry + 1. 0 marks a free place. */
    private final long[] index;
    private final int mask;
    private final int shift;
    private final RecordStore records;

    DecisionIndex(final int capacity, final RecordStore records) {
        final int entries = DecisionsOut.MOST * KeyedSlots.entries(capacity);
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
            if (((index[at] ^ hash) & HASH_MASK) == 0 && isOf(entry(at), decision)) {
                return entry(at);
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    /** Puts in a decision, which an entry's record remembers. */
    void add(final int entry, final long decision) {
        final long hash = hash(decision);
        int at = home(hash);
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = held(hash, entry);
    }

    /** Takes out a decision of an entry. */
    void remove(final int entry, final long decision) {
        final long hash = hash(decision);
        final long held = held(hash, entry);
        int hole = home(hash);
        while (index[hole] != held) {
            if (index[hole] == 0) {
                throw new IllegalStateException("decision " + decision + " of cadence entry " + entry + " is not in the index");
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

    /** What stands at a decision's place; two decisions of an entry for which it is the same need not be told apart. */
    private static long held(final long hash, final int entry) {
        return hash & HASH_MASK | entry + 1;
    }

    /** Entry at a place, {@link #NONE} when it is free. */
    private int entry(final int at) {
        return (int) index[at] - 1;
    }

    private boolean isOf(final int entry, final long decision) {
        return DecisionsOut.find(records.words(entry), records.at(entry), decision) != DecisionsOut.NOWHERE;
    }

    private static long hash(final long decision) {
        return decision * GOLDEN;
    }

    /** Of a hash, or of a place: there are at most 2^29 places, so that the upper bits say it. */
    private int home(final long hash) {
        return (int) (hash >>> shift);
    }
}
