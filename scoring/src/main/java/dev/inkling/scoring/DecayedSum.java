package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * A sum that fades, held in a record as a double and, 8 bytes behind it, the time of its latest addition (its stamp, epoch ms). An
 * addition at t of the stamp's time or later fades the sum to t first and moves the stamp; an earlier one is itself faded to the stamp.
 * A sum is read at t, or at its stamp when that is later. So the order of arrival does not matter.
 */
final class DecayedSum {
    /** Bytes of a sum and its stamp. */
    static final int BYTES = 16;
    /** Stamp of a sum to which nothing was added yet; the next addition sets it. */
    static final long NO_STAMP = Long.MIN_VALUE;

    private static final int STAMP = 8;

    private DecayedSum() {
    }

    /**
     * Starts anew.
     *
     * @param record buffer
     * @param at     offset of the sum
     */
    static void clear(final UnsafeBuffer record, final int at) {
        record.putDouble(at, 0);
        record.putLong(at + STAMP, NO_STAMP);
    }

    /**
     * Reads it.
     *
     * @param record buffer
     * @param at     offset of the sum
     * @param t      epoch ms
     * @param decay  its half-life
     * @return the sum at t, or at its stamp if that is later
     */
    static double read(final UnsafeBuffer record, final int at, final long t, final Decay decay) {
        final double sum = record.getDouble(at);
        final long stamp = record.getLong(at + STAMP);
        return sum == 0 || t <= stamp ? sum : sum * decay.factor(t - stamp);
    }

    /**
     * Adds to it.
     *
     * @param record buffer
     * @param at     offset of the sum
     * @param t      when the value arose, epoch ms
     * @param value  0 or more
     * @param decay  its half-life
     * @return the sum at t, or at its stamp if that is later, with the value
     */
    static double add(final UnsafeBuffer record, final int at, final long t, final double value, final Decay decay) {
        final long stamp = record.getLong(at + STAMP);
        final double sum;
        if (t >= stamp) {
            sum = read(record, at, t, decay) + value;
            record.putLong(at + STAMP, t);
        } else {
            sum = record.getDouble(at) + value * decay.factor(stamp - t);
        }
        record.putDouble(at, sum);
        return sum;
    }
}
