package dev.inkling.ring;

import dev.inkling.scoring.StateOutput;

/**
 * Makes a 64-bit digest of a state instead of writing it. Long arrays are folded in four lanes at a time, since each step of a
 * {@link RollingDigest} waits for the one before. It proves that two states are equal, not who made them. Not thread safe.
 */
final class StateDigest implements StateOutput {
    private static final long MULTIPLIER = 0xFF51AFD7ED558CCDL;
    private static final int LANES = 4;

    private final RollingDigest digest = new RollingDigest();

    /**
     * What all that was put comes to.
     *
     * @return the digest
     */
    long value() {
        return digest.value();
    }

    @Override
    public void section(final String name) {
        putText(name);
    }

    @Override
    public void putLong(final long value) {
        digest.add(value);
    }

    @Override
    public void putInt(final int value) {
        digest.add((long) value);
    }

    @Override
    public void putDouble(final double value) {
        digest.add(value);
    }

    @Override
    public void putText(final String text) {
        digest.add((long) text.length());
        for (int i = 0; i < text.length(); i++) {
            digest.add((long) text.charAt(i));
        }
    }

    @Override
    public void putLongs(final long[] from, final int offset, final int count) {
        digest.add((long) count);
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        final int end = offset + count;
        int i = offset;
        for (; i + LANES <= end; i += LANES) {
            a = fold(a, from[i]);
            b = fold(b, from[i + 1]);
            c = fold(c, from[i + 2]);
            d = fold(d, from[i + 3]);
        }
        for (; i < end; i++) {
            a = fold(a, from[i]);
        }
        addLanes(a, b, c, d);
    }

    @Override
    public void putInts(final int[] from, final int offset, final int count) {
        digest.add((long) count);
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        final int end = offset + count;
        int i = offset;
        for (; i + LANES <= end; i += LANES) {
            a = fold(a, from[i]);
            b = fold(b, from[i + 1]);
            c = fold(c, from[i + 2]);
            d = fold(d, from[i + 3]);
        }
        for (; i < end; i++) {
            a = fold(a, from[i]);
        }
        addLanes(a, b, c, d);
    }

    @Override
    public void putDoubles(final double[] from, final int offset, final int count) {
        digest.add((long) count);
        for (int i = offset; i < offset + count; i++) {
            digest.add(from[i]);
        }
    }

    @Override
    public void putBytes(final byte[] from, final int offset, final int count) {
        digest.add((long) count);
        for (int i = offset; i < offset + count; i++) {
            digest.add((long) from[i]);
        }
    }

    /** Invertible for a given word, so that states which differ once do not meet again but by chance. */
    private static long fold(final long lane, final long word) {
        final long mixed = (lane ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }

    private void addLanes(final long a, final long b, final long c, final long d) {
        digest.add(a);
        digest.add(b);
        digest.add(c);
        digest.add(d);
    }
}
