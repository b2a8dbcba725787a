package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Shares of visitors. */
class CohortTest {
    @Test
    void shouldGiveTheKnownShares() {
        assertEquals(0.1563, Cohort.share("research_discount", "in"));
        assertEquals(0.5261, Cohort.share("research_discount", "out"));
    }

    @Property
    void shouldHashAKeyAsItsSixteenDigits(@ForAll final String seed, @ForAll final long key) {
        assertEquals(Cohort.share(seed, String.format("%016x", key)), Cohort.share(Cohort.begin(seed), key));
    }

    @Test
    void shouldSplitAHundredThousandVisitorsAsAsked() {
        final int seed = Cohort.begin("research_discount");
        int treated = 0;
        for (long key = 0; key < 100_000; key++) {
            treated += Cohort.share(seed, key * 0x9E3779B97F4A7C15L) < 0.9 ? 1 : 0;
        }
        // Binomial: mean 90,000, deviation sqrt(100,000 x .9 x .1) = 94.9; four of them are 380.
        assertTrue(Math.abs(treated - 90_000) < 380, "treated " + treated);
    }
}
