package dev.inkling.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Decimal texts of money to whole minor units and back, exactly. Stateless, any thread; plain decimals of up to 17 digits are read
 * without allocation.
 */
public final class Money {
    private static final long[] POWERS = new long[19];
    private static final int FAST_DIGITS = 17;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Money() {
    }

    /**
     * Minor units of a decimal text, rounded half-up (away from zero).
     *
     * @param text     holds an amount in major units as JSON writes numbers
     * @param offset   of its first byte
     * @param length   in bytes
     * @param exponent decimals of the currency's minor unit, 0 to 9
     * @return the amount in minor units
     * @throws NumberFormatException when the text is no number
     * @throws ArithmeticException   when the amount does not fit into a long
     */
    public static long toMinor(final byte[] text, final int offset, final int length, final int exponent) {
        final int end = offset + length;
        final boolean negative = length > 0 && text[offset] == '-';
        long digits = 0;
        int count = 0;
        int scale = -1;
        for (int i = negative ? offset + 1 : offset; i < end; i++) {
            final int c = text[i];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                scale += scale >= 0 ? 1 : 0;
            } else if (c == '.' && scale < 0 && count > 0) {
                scale = 0;
            } else {
                return slow(text, offset, length, exponent);
            }
            if (count > FAST_DIGITS) {
                return slow(text, offset, length, exponent);
            }
        }
        final int fraction = Math.max(scale, 0);
        if (count == 0 || scale == 0 || count - fraction + exponent > FAST_DIGITS) {
            return slow(text, offset, length, exponent);
        }
        final long magnitude = fraction <= exponent
            ? digits * POWERS[exponent - fraction]
            : halfUp(digits, POWERS[fraction - exponent]);
        return negative ? -magnitude : magnitude;
    }

    private static long halfUp(final long digits, final long unit) {
        return digits / unit + (digits % unit >= unit / 2 ? 1 : 0);
    }

    private static long slow(final byte[] text, final int offset, final int length, final int exponent) {
        final double near = Decimals.toDouble(text, offset, length);
        if (Double.isNaN(near)) {
            throw new NumberFormatException("not a decimal number");
        }
        if (Math.abs(near) > Long.MAX_VALUE) {
            throw new ArithmeticException("amount does not fit");
        }
        if (Math.abs(near) < 1e-20) {
            return 0;
        }
        return new BigDecimal(new String(text, offset, length, StandardCharsets.ISO_8859_1))
            .movePointRight(exponent).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /**
     * Decimal text of an amount.
     *
     * @param minor    the amount in minor units
     * @param exponent decimals of the currency's minor unit, 0 to 9
     * @return major units with exactly that many decimals, such as {@code 19.90}
     */
    public static String toText(final long minor, final int exponent) {
        return BigDecimal.valueOf(minor, exponent).toPlainString();
    }

    /**
     * Largest price or revenue that an event may carry.
     *
     * @param exponent decimals of the currency's minor unit, 0 to 9
     * @return minor units
     */
    public static long max(final int exponent) {
        return Limits.MONEY_MAX_MAJOR * POWERS[exponent];
    }
}
