package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** Salts differ from each other, and from one source to the next. */
class SaltsTest {
    @Test
    void shouldDifferWithinAndBetweenSources() {
        final Set<Long> seen = new HashSet<>();
        for (final Salts salts : new Salts[] {Salts.create(), Salts.create()}) {
            for (int i = 0; i < 1000; i++) {
                seen.add(salts.getAsLong());
            }
        }
        // 2,000 draws out of 2^64: a repeat has a chance of 2,000^2 / 2^65, about 1e-13.
        assertEquals(2000, seen.size());
        assertFalse(seen.contains(0L));
    }
}
