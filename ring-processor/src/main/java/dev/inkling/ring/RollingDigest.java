package dev.inkling.ring;

/**
 * A 64-bit digest that words are folded into one after the other: multiply and xor-shift, as the finaliser of MurmurHash3 does.
 * It proves that two runs did the same in the same order, not who ran them. Confined to one thread.
 */
final class RollingDigest {
    private static final long MULTIPLIER_A = 0xFF51AFD7ED558CCDL;
    private static final long MULTIPLIER_B = 0xC4CEB9FE1A85EC53L;

    private static final long PLACE_1 = 0x9E3779B97F4A7C15L;
    private static final long PLACE_2 = PLACE_1 * PLACE_1;
    private static final long PLACE_3 = PLACE_2 * PLACE_1;
    private static final long PLACE_4 = PLACE_3 * PLACE_1;
    private static final long PLACE_5 = PLACE_4 * PLACE_1;

    private long value;

    /**
     * Folds a word in.
     *
     * @param word any
     */
    void add(final long word) {
        long mixed = (value ^ word) * MULTIPLIER_A;
        mixed ^= mixed >>> 32;
        mixed *= MULTIPLIER_B;
        value = mixed ^ (mixed >>> 29);
    }

    /**
     * Folds six words in at once, each in its place: they are multiplied side by side, so that the next does not wait for the one before.
     */
    void add(final long a, final long b, final long c, final long d, final long e, final long f) {
        // Odd multipliers: powers of the golden ratio's, modulo 2^64.
        add(a * PLACE_1 + b * PLACE_2 + c * PLACE_3 + d * PLACE_4 + e * PLACE_5 + f);
    }

    /**
     * Folds a number in, bit by bit.
     *
     * @param number any
     */
    void add(final double number) {
        add(Double.doubleToRawLongBits(number));
    }

    /**
     * Goes on from where another one stood.
     *
     * @param standing its value
     */
    void resume(final long standing) {
        value = standing;
    }

    /**
     * What all that was folded in comes to.
     *
     * @return the digest, 0 before the first word
     */
    long value() {
        return value;
    }
}
