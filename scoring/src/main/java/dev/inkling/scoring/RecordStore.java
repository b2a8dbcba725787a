package dev.inkling.scoring;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records of one size in memory outside the heap, by slot. Split into chunks of at most 1 GiB, since a buffer holds less than 2; the
 * first chunk alone serves the usual sizes.
 */
final class RecordStore {
    private static final int CACHE_LINE = 64;
    private static final long CHUNK_BYTES = 1L << 30;

    private final UnsafeBuffer[] chunks;
    private final int shift;
    private final int mask;
    private final int stride;

    /**
     * Allocates it, zeroed.
     *
     * @param stride   bytes of a record, a multiple of 8
     * @param capacity records
     */
    RecordStore(final int stride, final int capacity) {
        this.stride = stride;
        final long perChunk = Long.highestOneBit(Math.max(1, CHUNK_BYTES / Math.max(1, stride)));
        shift = Long.numberOfTrailingZeros(perChunk);
        mask = (int) perChunk - 1;
        chunks = new UnsafeBuffer[(int) ((capacity + perChunk - 1) / perChunk)];
        for (int i = 0; i < chunks.length; i++) {
            final long records = Math.min(perChunk, capacity - i * perChunk);
            final int bytes = BitUtil.align((int) (records * stride), CACHE_LINE);
            chunks[i] = new UnsafeBuffer(BufferUtil.allocateDirectAligned(Math.max(bytes, CACHE_LINE), CACHE_LINE));
        }
    }

    /** Buffer that holds a slot's record. */
    UnsafeBuffer buffer(final int slot) {
        return chunks[slot >>> shift];
    }

    /** Where in its buffer a slot's record begins. */
    int offset(final int slot) {
        return (slot & mask) * stride;
    }
}
