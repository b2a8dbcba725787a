package dev.inkling.scoring;

/**
 * Finds the cadence record that remembers a decision. Open addressing with linear probes over the numbers of entries alone: the decision
 * itself stands in the record. A removal shifts what follows back. Allocates nothing once made; follows from the records, so it is not
 * saved.
 */
final class DecisionIndex {
    /** No such decision. */
    static final int NONE = KeyedSlots.NONE;
    /** Bytes of one place. */
    static final int ENTRY_BYTES = 4;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Entry + 1; 0 marks a free place. */
    private final int[] index;
    private final int mask;
    private final int shift;
    private final RecordStore records;

    DecisionIndex(final int capacity, final RecordStore records) {
        final int entries = KeyedSlots.entries(capacity);
        index = new int[entries];
        mask = entries - 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(entries);
        this.records = records;
    }

    /** The entry that remembers a decision, or {@link #NONE}. */
    int find(final long decision) {
        int at = home(decision);
        while (index[at] != 0) {
            if (decision(at) == decision) {
                return index[at] - 1;
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    /** Puts in an entry whose record remembers a decision. */
    void add(final int entry) {
        int at = home(CadenceRecord.decision(records.words(entry), records.at(entry)));
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = entry + 1;
    }

    /** Takes out an entry, whose record must still remember what it did when it was put in. */
    void remove(final int entry) {
        int hole = home(CadenceRecord.decision(records.words(entry), records.at(entry)));
        while (index[hole] != entry + 1) {
            if (index[hole] == 0) {
                throw new IllegalStateException("the decision of cadence entry " + entry + " is not in the index");
            }
            hole = (hole + 1) & mask;
        }
        int at = (hole + 1) & mask;
        while (index[at] != 0) {
            // An entry may fill the hole unless its home lies behind the hole, on the way to where it stands.
            if (((at - home(decision(at))) & mask) >= ((at - hole) & mask)) {
                index[hole] = index[at];
                hole = at;
            }
            at = (at + 1) & mask;
        }
        index[hole] = 0;
    }

    private long decision(final int at) {
        final int entry = index[at] - 1;
        return CadenceRecord.decision(records.words(entry), records.at(entry));
    }

    private int home(final long decision) {
        return (int) ((decision * GOLDEN) >>> shift);
    }
}
