package dev.inkling.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames of one queue in chunks of memory that never move, so readers need no lock: the writer fills a record, then publishes the
 * position behind it; what stands before a published position never changes.
 *
 * <pre>
 *   record: | length u32 | frame ... | padding to 8 bytes |     length 0: the rest of the chunk is not used
 * </pre>
 */
final class MemoryQueue {
    private static final int CHUNK_BITS = 22;
    private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
    private static final int LENGTH_BYTES = 4;
    private static final int ALIGNMENT = 8;

    private final long maxBytes;
    private volatile UnsafeBuffer[] chunks = new UnsafeBuffer[0];
    private volatile long published;

    MemoryQueue(final long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Appends a frame; one thread at a time. */
    void append(final DirectBuffer frame, final int length) {
        final int recordBytes = LENGTH_BYTES + length + ALIGNMENT - 1 & -ALIGNMENT;
        long at = published;
        if ((at & CHUNK_BYTES - 1) + recordBytes > CHUNK_BYTES) {
            at = (at | CHUNK_BYTES - 1) + 1;
        }
        final int chunk = (int) (at >>> CHUNK_BITS);
        if (chunk == chunks.length) {
            grow();
        }
        final UnsafeBuffer buffer = chunks[chunk];
        final int index = (int) at & CHUNK_BYTES - 1;
        buffer.putInt(index, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(index + LENGTH_BYTES, frame, 0, length);
        published = at + recordBytes;
    }

    /**
     * Finds the record at a position.
     *
     * @return where it begins, -1 when there is none yet
     */
    long recordAt(final long position) {
        if (position == published) {
            return -1L;
        }
        final int index = (int) position & CHUNK_BYTES - 1;
        final boolean unused = index + LENGTH_BYTES > CHUNK_BYTES
            || chunks[(int) (position >>> CHUNK_BITS)].getInt(index, ByteOrder.LITTLE_ENDIAN) == 0;
        return unused ? (position | CHUNK_BYTES - 1) + 1 : position;
    }

    /** Whether a position was published. */
    boolean isWithin(final long position) {
        return position >= 0L && position < published;
    }

    /** Length of the frame of a record. */
    int length(final long record) {
        return chunks[(int) (record >>> CHUNK_BITS)].getInt((int) record & CHUNK_BYTES - 1, ByteOrder.LITTLE_ENDIAN);
    }

    /** Copies the frame of a record. */
    void read(final long record, final UnsafeBuffer target, final int length) {
        final UnsafeBuffer chunk = chunks[(int) (record >>> CHUNK_BITS)];
        target.putBytes(0, chunk, ((int) record & CHUNK_BYTES - 1) + LENGTH_BYTES, length);
    }

    /** Position behind a record. */
    long behind(final long record, final int length) {
        return record + (LENGTH_BYTES + length + ALIGNMENT - 1 & -ALIGNMENT);
    }

    int chunkCount() {
        return chunks.length;
    }

    private void grow() {
        final UnsafeBuffer[] before = chunks;
        if ((before.length + 1L) * CHUNK_BYTES > maxBytes) {
            throw new JournalException("journal in memory is full: " + maxBytes + " bytes a queue");
        }
        final UnsafeBuffer[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = new UnsafeBuffer(ByteBuffer.allocateDirect(CHUNK_BYTES));
        chunks = after;
    }
}
