package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Amounts and their currencies. */
class MoneyTest {
    private static final int EUR = currency("EUR", 2);
    private static final int USD = currency("USD", 2);
    private static final int JPY = currency("JPY", 0);

    static int currency(final String letters, final int exponent) {
        return letters.charAt(0) | letters.charAt(1) << 8 | letters.charAt(2) << 16 | exponent << 24;
    }

    @Test
    void shouldTellMajorUnits() {
        assertEquals(19.99, Money.major(1_999, EUR));
        assertEquals(1_999, Money.major(1_999, JPY));
        assertEquals(19.99, Money.major(1_999, 0));
    }

    @Test
    void shouldRoundHalfUp() {
        // 19.99 x 0.5 = 9.995; 1,999 x 0.5 = 999.5 minor units.
        assertEquals(1_000, Money.times(1_999, 0.5));
        assertEquals(5_997, Money.times(1_999, 3));
    }

    @Test
    void shouldStayAtTheLargestNumber() {
        assertEquals(Long.MAX_VALUE, Money.times(Long.MAX_VALUE / 2, 3));
        assertEquals(Long.MAX_VALUE, Money.times(Long.MAX_VALUE / 2, 2.5));
        assertEquals(Long.MAX_VALUE, Money.plus(Long.MAX_VALUE - 1, 2));
    }

    @Test
    void shouldJoinTheSameCurrencyOrAnUnknownOneOfTwoDecimals() {
        assertTrue(Money.joins(EUR, EUR));
        assertTrue(Money.joins(0, EUR));
        assertTrue(Money.joins(EUR, 0));
        assertFalse(Money.joins(EUR, USD));
        assertFalse(Money.joins(0, JPY));
    }
}
