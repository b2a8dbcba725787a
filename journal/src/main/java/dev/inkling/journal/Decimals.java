package dev.inkling.journal;

import java.nio.charset.StandardCharsets;

/**
 * Decimal texts as JSON writes them, to the nearest double. Short ones take the exact path of W. D. Clinger, "How to read floating point
 * numbers accurately", 1990: a whole number below 2^53 times or over a power of ten up to 10^22 is rounded once. The rest goes to the
 * library, which rounds correctly too. Stateless, any thread; the short path allocates nothing.
 */
public final class Decimals {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;
    private static final int SAFE_DIGITS = 18;
    private static final int SAFE_EXPONENT = 100_000;

    private Decimals() {
    }

    /**
     * Nearest double.
     *
     * @param text   holds {@code -?digits[.digits][e[+-]digits]} in ASCII
     * @param offset of its first byte
     * @param length in bytes
     * @return the double, infinite beyond its range, NaN when the text is no such number
     */
    public static double toDouble(final byte[] text, final int offset, final int length) {
        final int end = offset + length;
        int i = offset;
        final boolean negative = i < end && text[i] == '-';
        if (negative) {
            i++;
        }
        long mantissa = 0;
        int significant = 0;
        int scale = 0;
        final int wholeFrom = i;
        for (; i < end && isDigit(text[i]); i++) {
            mantissa = mantissa * 10 + (text[i] - '0');
            significant += mantissa == 0 ? 0 : 1;
        }
        if (i == wholeFrom) {
            return Double.NaN;
        }
        if (i < end && text[i] == '.') {
            final int fractionFrom = ++i;
            for (; i < end && isDigit(text[i]); i++) {
                mantissa = mantissa * 10 + (text[i] - '0');
                significant += mantissa == 0 ? 0 : 1;
            }
            scale = i - fractionFrom;
            if (scale == 0) {
                return Double.NaN;
            }
        }
        int exponent = 0;
        if (i < end && (text[i] | 0x20) == 'e') {
            i++;
            final boolean below = i < end && text[i] == '-';
            if (i < end && (text[i] == '-' || text[i] == '+')) {
                i++;
            }
            final int exponentFrom = i;
            for (; i < end && isDigit(text[i]); i++) {
                exponent = Math.min(SAFE_EXPONENT, exponent * 10 + (text[i] - '0'));
            }
            if (i == exponentFrom) {
                return Double.NaN;
            }
            exponent = below ? -exponent : exponent;
        }
        return i < end ? Double.NaN : nearest(text, offset, length, negative, mantissa, significant, exponent - scale);
    }

    private static double nearest(final byte[] text, final int offset, final int length, final boolean negative,
                                  final long mantissa, final int significant, final int power) {
        if (significant <= SAFE_DIGITS && mantissa < EXACT && power >= -22 && power <= 22) {
            final double magnitude = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
            return negative ? -magnitude : magnitude;
        }
        return Double.parseDouble(new String(text, offset, length, StandardCharsets.ISO_8859_1));
    }

    private static boolean isDigit(final byte c) {
        return c >= '0' && c <= '9';
    }
}
