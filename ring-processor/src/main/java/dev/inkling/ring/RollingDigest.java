package dev.inkling.ring;

/**
 * A 64-bit digest that words are folded into one after the other: multiply and xor-shift, as the finaliser of MurmurHash3 does.
 * It proves that two runs did the same in the same order, not who ran them. Confined to one thread.
 */
final class RollingDigest {
    private static final long MULTIPLIER_A = 0xFF51AFD7ED558CCDL;
    private static final long MULTIPLIER_B = 0xC4CEB9FE1A85EC53L;

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
