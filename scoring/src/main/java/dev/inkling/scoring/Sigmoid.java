package dev.inkling.scoring;

/**
 * The logistic function, {@code 1 / (1 + e^-z)}, with the same bits on every JVM: {@code e^-z} is {@code 2^-(z / ln 2)} by the table of
 * {@link Decay}. Within 1e-13 of what {@link StrictMath#exp} gives, relative.
 */
final class Sigmoid {
    private static final double LOG2_E = 1.4426950408889634;

    private Sigmoid() {
    }

    /**
     * The function.
     *
     * @param z any number but NaN
     * @return 0 to 1; just 0 or 1 where |z| is some 708 or more
     */
    static double of(final double z) {
        final double e = Decay.pow2Minus(Math.abs(z) * LOG2_E);
        return z >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
