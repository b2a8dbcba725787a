package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Money and numbers out of decimal text, against the library. */
class MoneyTest {
    private static long minor(final String text, final int exponent) {
        return Money.toMinor(Utf8.bytes(".." + text), 2, text.length(), exponent);
    }

    private static double number(final String text) {
        return Decimals.toDouble(Utf8.bytes(".." + text), 2, text.length());
    }

    @Property(tries = 3000)
    void shouldRoundHalfUpLikeBigDecimal(@ForAll @Scale(12) @BigRange(min = "-1e10", max = "1e10") final BigDecimal amount,
                                         @ForAll @IntRange(max = 4) final int exponent) {
        final long expected = amount.movePointRight(exponent).setScale(0, RoundingMode.HALF_UP).longValueExact();
        assertEquals(expected, minor(amount.toPlainString(), exponent));
        assertEquals(expected, minor(amount.unscaledValue() + "e" + -amount.scale(), exponent));
        assertEquals(expected, minor(Money.toText(expected, exponent), exponent));
    }

    @Test
    void shouldReadAmountsExactly() {
        assertEquals(1_999, minor("19.99", 2));
        assertEquals(2, minor("0.015", 2));
        assertEquals(1, minor("0.0149999", 2));
        assertEquals(-2, minor("-0.015", 2));
        assertEquals(12_300, minor("1.23E+2", 2));
        assertEquals(12_345_678_901_234_567L, minor("123456789012345.67", 2));
        assertEquals(0, minor("0e999999999", 2));
        assertEquals("0.05", Money.toText(5, 2));
        assertEquals("-7", Money.toText(-7, 0));
        assertEquals("0.000", Money.toText(0, 3));
    }

    @Test
    void shouldRefuseWhatDoesNotFitOrIsNoNumber() {
        assertThrows(ArithmeticException.class, () -> minor("1e30", 2));
        assertThrows(ArithmeticException.class, () -> minor("92233720368547758.08", 2));
        for (final String text : new String[] {"", "-", "1.", ".5", "1,5", "1e", "1.2.3", "0x1", "NaN", "Infinity", "1d", " 1"}) {
            assertThrows(NumberFormatException.class, () -> minor(text, 2), text);
            assertTrue(Double.isNaN(number(text)), text);
        }
    }

    @Property(tries = 3000)
    void shouldReadEveryDoubleBack(@ForAll final double value) {
        assertEquals(Double.doubleToRawLongBits(value), Double.doubleToRawLongBits(number(Double.toString(value))));
    }

    @Property(tries = 3000)
    void shouldReadShortDecimalsLikeTheLibrary(@ForAll @DoubleRange(min = -1e6, max = 1e6) final double value,
                                               @ForAll @IntRange(min = -30, max = 30) final int power) {
        final String text = BigDecimal.valueOf(value) + "E" + power;
        if (!text.substring(0, text.length() - 3).contains("E")) {
            assertEquals(Double.parseDouble(text), number(text), text);
        }
    }

    @Test
    void shouldKeepTheSignOfZeroAndTheEndsOfTheRange() {
        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(number("-0")));
        assertEquals(Double.POSITIVE_INFINITY, number("1e400"));
        assertEquals(Double.NEGATIVE_INFINITY, number("-1e99999999999"));
        assertEquals(0.0, number("1e-99999999999"));
        assertEquals(Double.MIN_VALUE, number("4.9e-324"));
        assertEquals(1e22, number("10000000000000000000000"));
        assertEquals(0.1, number("0.1000000000000000055511151231257827021181583404541015625"));
    }

    @Test
    void shouldKnowDecimalsOfCurrencies() {
        assertEquals(0, CurrencyCode.exponent(CurrencyCode.of(Utf8.bytes("JPY"), 0, 3)));
        assertEquals(3, CurrencyCode.exponent(CurrencyCode.of(Utf8.bytes("KWD"), 0, 3)));
        assertEquals(2, CurrencyCode.exponent(CurrencyCode.of(Utf8.bytes("QQQ"), 0, 3)));
        assertEquals(2, CurrencyCode.exponent(CurrencyCode.of(Utf8.bytes("XAU"), 0, 3)));
        assertEquals(2, CurrencyCode.exponent(CurrencyCode.NONE));
        assertEquals("USD", CurrencyCode.letters(CurrencyCode.of(Utf8.bytes("usd"), 0, 3)));
        assertEquals(CurrencyCode.NONE, CurrencyCode.of(Utf8.bytes("U$D"), 0, 3));
        assertEquals(CurrencyCode.NONE, CurrencyCode.of(Utf8.bytes("US"), 0, 2));
    }
}
