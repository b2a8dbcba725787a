package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares of visitors. */
class CohortTest {
    private static final int IDS = 100_000;
    /** Spreads keys over all 64 bits, as a hash of an id does. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** A share beyond so many deviations comes once in 15,000 tries; here it always comes or never. */
    private static final double DEVIATIONS = 4;

    @Test
    void shouldGiveTheKnownShares() {
        assertEquals(0.1563, Cohort.share("research_discount", "in"));
        assertEquals(0.5261, Cohort.share("research_discount", "out"));
    }

    /** FNV-1a of "a" is E40C292C and of "foobar" BF9CF968, as its authors publish. */
    @Test
    void shouldBeginAsFnv1aDoes() {
        assertEquals(0xE40C292C, Cohort.begin("a"));
        assertEquals(0xBF9CF968, Cohort.begin("foobar"));
        assertEquals(0x811C9DC5, Cohort.begin(""));
    }

    @Property
    void shouldHashWholeCodeUnitsAsTheSpecificationSays(@ForAll final String seed, @ForAll final String id) {
        final String first = Long.toString(fnv1a32(seed + id));
        assertEquals(fnv1a32(first) % 10_000 / 10_000.0, Cohort.share(seed, id));
    }

    /** In 64 bits, so that nothing is cut but by the remainder. */
    private static long fnv1a32(final String text) {
        long hash = 2_166_136_261L;
        for (final char unit : text.toCharArray()) {
            hash = (hash ^ unit) * 16_777_619 % (1L << 32);
        }
        return hash;
    }

    @Property
    void shouldHashAKeyAsItsSixteenDigits(@ForAll final String seed, @ForAll final long key) {
        assertEquals(Cohort.share(seed, String.format("%016x", key)), Cohort.share(Cohort.begin(seed), key));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0001, 0.05, 0.5, 0.9, 0.9999, 1})
    void shouldSplitAHundredThousandVisitorsAsAsked(final double treat) {
        final int seed = Cohort.begin("research_discount");
        int treated = 0;
        for (long key = 0; key < IDS; key++) {
            treated += Cohort.share(seed, key * SPREAD) < treat ? 1 : 0;
        }
        // Binomial: mean n p, deviation sqrt(n p (1 - p)); for .9 that is 90,000 and 94.9.
        assertEquals(IDS * treat, treated, DEVIATIONS * Math.sqrt(IDS * treat * (1 - treat)));
    }

    @Test
    void shouldSplitNumberedIdsAsAsked() {
        int treated = 0;
        for (int id = 0; id < IDS; id++) {
            treated += Cohort.share("research_discount", "visitor-" + id) < 0.9 ? 1 : 0;
        }
        assertEquals(IDS * 0.9, treated, DEVIATIONS * Math.sqrt(IDS * 0.9 * 0.1));
    }

    @Test
    void shouldDrawRulesAndTheHoldoutApart() {
        final int rule = Cohort.begin("research_discount");
        final int other = Cohort.begin("social_proof");
        final int holdout = Cohort.begin("holdout");
        int both = 0;
        int heldOut = 0;
        for (long key = 0; key < IDS; key++) {
            both += Cohort.share(rule, key * SPREAD) < 0.5 && Cohort.share(other, key * SPREAD) < 0.5 ? 1 : 0;
            heldOut += Cohort.share(holdout, key * SPREAD) < 0.5 && Cohort.share(rule, key * SPREAD) < 0.5 ? 1 : 0;
        }
        final double deviation = Math.sqrt(IDS * 0.25 * 0.75);
        assertEquals(IDS * 0.25, both, DEVIATIONS * deviation);
        assertEquals(IDS * 0.25, heldOut, DEVIATIONS * deviation);
    }

    @Property
    void shouldNeverReachOne(@ForAll final int seed, @ForAll final long key) {
        final double share = Cohort.share(seed, key);
        assertTrue(share >= 0 && share <= 0.9999, () -> "share " + share);
    }
}
