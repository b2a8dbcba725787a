package dev.inkling.scoring;

/**
 * What is left of a value after a time: {@code 2^-(gap / halfLife)}, by table and polynomial, so that every JVM gives the same bits
 * ({@code Math.pow} may not). Relative error below 1e-14 of {@link StrictMath#pow}. Remembers the last gap, since several sums of one
 * visitor are usually as old as each other.
 */
final class Decay {
    private static final int STEPS = 128;
    private static final double LN2 = 0.6931471805599453;
    /** Beyond this the result leaves the normal doubles; 2^-1022 is nothing in any score. */
    private static final double VANISHED = 1022;
    private static final double[] TABLE = new double[STEPS];

    static {
        for (int k = 0; k < STEPS; k++) {
            TABLE[k] = StrictMath.pow(2, -(double) k / STEPS);
        }
    }

    private final double halfLifeMs;
    private long lastGapMs;
    private double lastFactor = 1;

    /**
     * A decay.
     *
     * @param halfLifeMs time after which half is left, ms
     */
    Decay(final double halfLifeMs) {
        this.halfLifeMs = halfLifeMs;
    }

    /**
     * Factor for a gap.
     *
     * @param gapMs 0 or more, ms
     * @return 1 down to 0
     */
    double factor(final long gapMs) {
        if (gapMs != lastGapMs) {
            lastGapMs = gapMs;
            lastFactor = pow2Minus(gapMs / halfLifeMs);
        }
        return lastFactor;
    }

    /**
     * Two to a negative power.
     *
     * @param x 0 or more
     * @return {@code 2^-x}; 0 beyond 1,022
     */
    static double pow2Minus(final double x) {
        if (x > VANISHED) {
            return 0;
        }
        final int whole = (int) x;
        final double fraction = x - whole;
        final int step = (int) (fraction * STEPS);
        // At most ln2 / 128 = 0.0054, where the sixth term of the series for e^-y is below 4e-17. Pairs of terms stand side by side.
        final double y = (fraction - step * (1.0 / STEPS)) * LN2;
        final double square = y * y;
        final double series = 1 - y + square * (1.0 / 2 - y * (1.0 / 6) + square * (1.0 / 24 - y * (1.0 / 120)));
        return TABLE[step] * series * Double.longBitsToDouble((1023L - whole) << 52);
    }
}
