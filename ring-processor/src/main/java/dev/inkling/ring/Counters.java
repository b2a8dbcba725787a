package dev.inkling.ring;

import java.nio.ByteBuffer;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The values of all counters. Each has two cache lines to itself, since event loops and handlers write neighbours at the same
 * time. Any thread may call any method; nothing is allocated.
 */
public final class Counters {
    /** Two lines of 64 bytes: the neighbour line is prefetched along. */
    private static final int STRIDE_BYTES = 128;

    private final UnsafeBuffer values;

    /** All counters at 0. */
    public Counters() {
        values = new UnsafeBuffer(ByteBuffer.allocateDirect(Counter.values().length * STRIDE_BYTES));
    }

    /**
     * Adds one.
     *
     * @param counter which
     */
    public void increment(final Counter counter) {
        values.getAndAddLong(offset(counter), 1);
    }

    /**
     * Adds an amount.
     *
     * @param counter which
     * @param amount  to add
     */
    public void add(final Counter counter, final long amount) {
        values.getAndAddLong(offset(counter), amount);
    }

    /**
     * Sets a value that one thread keeps; the others see it soon.
     *
     * @param counter which
     * @param value   to show
     */
    public void set(final Counter counter, final long value) {
        values.putLongOrdered(offset(counter), value);
    }

    /**
     * The present value.
     *
     * @param counter which
     * @return the value
     */
    public long get(final Counter counter) {
        return values.getLongVolatile(offset(counter));
    }

    private static int offset(final Counter counter) {
        return counter.ordinal() * STRIDE_BYTES;
    }
}
