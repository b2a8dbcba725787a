package dev.inkling.perf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** The draws behind the benchmarks must have the shape that their names say. */
class VisitorsTest {
    private static final int COUNT = 1_000;
    private static final int DRAWS = 1_000_000;

    @Test
    void shouldGiveEachVisitorAKeyOfItsOwn() {
        final Set<Long> keys = new HashSet<>();
        for (int rank = 0; rank < 1_000_000; rank++) {
            keys.add(Visitors.keyOf(rank));
        }
        assertEquals(1_000_000, keys.size());
        assertNotEquals(true, keys.contains(0L));
    }

    @Test
    void shouldDrawUniformlyWhenAsked() {
        final Map<Long, Integer> counts = counts(Visitors.Distribution.UNIFORM);
        // Each of 1,000 is expected 1,000 times in a million; five deviations of a binomial are 5 * sqrt(1000 * 0.999) = 158.
        for (int rank = 0; rank < COUNT; rank++) {
            assertEquals(1_000, counts.get(Visitors.keyOf(rank)), 158);
        }
    }

    @Test
    void shouldDrawByZipfsLawWhenAsked() {
        final Map<Long, Integer> counts = counts(Visitors.Distribution.ZIPF);
        double sum = 0;
        for (int rank = 0; rank < COUNT; rank++) {
            sum += Math.pow(rank + 1, -1.07);
        }
        for (final int rank : new int[] {0, 1, 9, 99}) {
            final double p = Math.pow(rank + 1, -1.07) / sum;
            assertEquals(DRAWS * p, counts.get(Visitors.keyOf(rank)), 5 * Math.sqrt(DRAWS * p * (1 - p)));
        }
    }

    private static Map<Long, Integer> counts(final Visitors.Distribution distribution) {
        final Visitors visitors = new Visitors(COUNT, distribution, 42);
        final Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            counts.merge(visitors.nextKey(), 1, Integer::sum);
        }
        return counts;
    }
}
