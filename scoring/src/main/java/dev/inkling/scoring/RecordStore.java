package dev.inkling.scoring;

/**
 * Records of one size by slot, in arrays of 8-byte words: a number is kept as its bits. Arrays, rather than memory outside the heap,
 * because the compiler knows that writing one word of them changes nothing else, and so need not read again what it has in registers.
 * Split into chunks of at most 1 GiB, since an array holds less than 16; the first chunk alone serves the usual sizes.
 */
final class RecordStore {
    private static final long CHUNK_WORDS = 1L << 27;
    /** Words left out at the head of a chunk: with the 16 bytes of its header they fill a cache line, where a large array begins. */
    private static final int HEAD = 6;

    private final long[][] chunks;
    private final int shift;
    private final int mask;
    private final int stride;

    /**
     * Allocates it, zeroed.
     *
     * @param stride   words of a record
     * @param capacity records
     */
    RecordStore(final int stride, final int capacity) {
        this.stride = stride;
        final long perChunk = Long.highestOneBit(Math.max(1, CHUNK_WORDS / Math.max(1, stride)));
        shift = Long.numberOfTrailingZeros(perChunk);
        mask = (int) perChunk - 1;
        chunks = new long[(int) ((capacity + perChunk - 1) / perChunk)][];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = new long[HEAD + (int) (Math.min(perChunk, capacity - i * perChunk) * stride)];
        }
    }

    /** Words that hold a slot's record. */
    long[] words(final int slot) {
        return chunks[slot >>> shift];
    }

    /** Where among its words a slot's record begins. */
    int at(final int slot) {
        return HEAD + (slot & mask) * stride;
    }

    /** Saves the first records. */
    void save(final StateOutput out, final int records) {
        for (int chunk = 0; chunk << shift < records; chunk++) {
            out.putLongs(chunks[chunk], HEAD, wordsOf(chunk, records));
        }
    }

    /** Loads the first records. */
    void load(final StateInput in, final int records) throws StateException {
        for (int chunk = 0; chunk << shift < records; chunk++) {
            in.getLongs(chunks[chunk], HEAD, wordsOf(chunk, records));
        }
    }

    private int wordsOf(final int chunk, final int records) {
        return Math.min(mask + 1, records - (chunk << shift)) * stride;
    }

    /** A word as a number. */
    static double number(final long[] words, final int index) {
        return Double.longBitsToDouble(words[index]);
    }

    /** Puts a number. */
    static void number(final long[] words, final int index, final double value) {
        words[index] = Double.doubleToRawLongBits(value);
    }
}
