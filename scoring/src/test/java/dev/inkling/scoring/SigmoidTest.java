package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** SPEC 5, step 12: what a model's sum becomes. */
class SigmoidTest {
    private static final long DIGEST = -4140735031783586933L;

    @Test
    void shouldBeTheLogisticFunction() {
        for (double z = -60; z <= 60; z += 0.0137) {
            final double expected = 1 / (1 + StrictMath.exp(-z));
            assertEquals(expected, Sigmoid.of(z), 1e-13 * expected, "z " + z);
        }
        assertEquals(0.5, Sigmoid.of(0));
        assertEquals(0.5, Sigmoid.of(-0.0));
        assertEquals(1, Sigmoid.of(1e300));
        assertEquals(0, Sigmoid.of(-1e300));
        assertEquals(1, Sigmoid.of(Double.POSITIVE_INFINITY));
        assertEquals(0, Sigmoid.of(Double.NEGATIVE_INFINITY));
    }

    /** The compiler of any JVM, and no compiler at all, must give just these bits. */
    @Test
    void shouldHaveTheSameBitsEverywhere() {
        assertEquals(DIGEST, digest(1));
        assertEquals(digest(1), digest(200));
    }

    private static long digest(final int rounds) {
        long digest = 0;
        for (int round = 0; round < rounds; round++) {
            digest = 17;
            for (int i = -4_000; i <= 4_000; i++) {
                digest = digest * 0x100000001B3L ^ Double.doubleToRawLongBits(Sigmoid.of(i * 0.0113));
            }
        }
        return digest;
    }
}
