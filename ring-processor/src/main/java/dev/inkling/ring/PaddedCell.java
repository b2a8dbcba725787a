package dev.inkling.ring;

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;

/** A number that one thread writes and another reads, alone on its cache lines. */
final class PaddedCell {
    private static final int LINES_BYTES = 256;
    private static final int OFFSET = 128;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(LINES_BYTES));

    /**
     * Writes; what was written before is seen by whoever sees the value.
     *
     * @param value to show
     */
    void set(final long value) {
        buffer.putLongOrdered(OFFSET, value);
    }

    /**
     * Writes, and lets no later read pass it.
     *
     * @param value to show
     */
    void setVolatile(final long value) {
        buffer.putLongVolatile(OFFSET, value);
    }

    /**
     * Reads.
     *
     * @return the value
     */
    long get() {
        return buffer.getLongVolatile(OFFSET);
    }
}
