package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What is left of a value after a time. */
class DecayTest {
    @Property(tries = 20_000)
    void shouldAgreeWithStrictMath(@ForAll @DoubleRange(min = 0, max = 1_000) final double x) {
        final double exact = StrictMath.pow(2, -x);
        assertEquals(exact, Decay.pow2Minus(x), exact * 1e-14);
    }

    @Test
    void shouldBeExactAtWholeHalfLives() {
        final Decay decay = new Decay(60_000);
        assertEquals(1, decay.factor(0));
        assertEquals(0.5, decay.factor(60_000));
        assertEquals(0.25, decay.factor(120_000));
        assertEquals(StrictMath.scalb(1.0, -1022), Decay.pow2Minus(1022));
    }

    @Test
    void shouldVanishInTheEnd() {
        assertEquals(0, new Decay(60_000).factor(Long.MAX_VALUE));
    }

    @Test
    void shouldForgetTheLastGapWhenAnotherIsAskedFor() {
        final Decay decay = new Decay(1_000);
        decay.factor(1_000);
        assertEquals(0.125, decay.factor(3_000));
        assertEquals(0.5, decay.factor(1_000));
    }
}
