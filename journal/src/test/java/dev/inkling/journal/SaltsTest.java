package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** Salts are SipHash-2-4 of a counter. */
class SaltsTest {
    @Test
    void shouldGiveTheVectorOfSipHash() {
        // Reference vector of SipHash-2-4: key 00 01 .. 0f, message 00 01 .. 07, digest 62 24 93 9a 79 f5 f5 93.
        final Salts salts = new Salts(0x0706050403020100L, 0x0F0E0D0C0B0A0908L, 0x0706050403020100L);
        assertEquals(0x93F5F5799A932462L, salts.getAsLong());
    }

    @Test
    void shouldDifferBetweenSources() {
        assertNotEquals(Salts.create().getAsLong(), Salts.create().getAsLong());
    }
}
