package dev.inkling.journal;

import java.util.Arrays;
import java.util.Currency;

/**
 * ISO 4217 codes as one int: three ASCII capitals in bits 0 to 23 (first letter lowest), decimals of the minor unit in bits 24 to 31. The
 * decimals are those of {@link Currency}; a code that it does not know, or that has no minor unit, has two. Stateless, any
 * thread, nothing is allocated.
 */
public final class CurrencyCode {
    /** No currency was given; amounts then have two decimals. */
    public static final int NONE = 0;
    /** Decimals of amounts without a currency. */
    public static final int DEFAULT_EXPONENT = 2;

    private static final int LETTERS = 26;
    private static final byte[] EXPONENTS = new byte[LETTERS * LETTERS * LETTERS];

    static {
        Arrays.fill(EXPONENTS, (byte) DEFAULT_EXPONENT);
        for (final Currency currency : Currency.getAvailableCurrencies()) {
            final String code = currency.getCurrencyCode();
            if (currency.getDefaultFractionDigits() >= 0) {
                EXPONENTS[index(code.charAt(0), code.charAt(1), code.charAt(2))] = (byte) currency.getDefaultFractionDigits();
            }
        }
    }

    private CurrencyCode() {
    }

    private static int index(final int a, final int b, final int c) {
        return ((a - 'A') * LETTERS + b - 'A') * LETTERS + c - 'A';
    }

    /**
     * Reads a code.
     *
     * @param text   holds it, in letters of either case
     * @param offset of its first byte
     * @param length in bytes
     * @return the code, {@link #NONE} when it is not three ASCII letters
     */
    public static int of(final byte[] text, final int offset, final int length) {
        if (length != 3 || !isLetter(text[offset]) || !isLetter(text[offset + 1]) || !isLetter(text[offset + 2])) {
            return NONE;
        }
        final int a = text[offset] & ~0x20;
        final int b = text[offset + 1] & ~0x20;
        final int c = text[offset + 2] & ~0x20;
        return a | b << 8 | c << 16 | EXPONENTS[index(a, b, c)] << 24;
    }

    private static boolean isLetter(final int c) {
        final int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /**
     * Decimals of the minor unit.
     *
     * @param code of this class, or {@link #NONE}
     * @return 0 to 9
     */
    public static int exponent(final int code) {
        return code == NONE ? DEFAULT_EXPONENT : Math.min(code >>> 24, 9);
    }

    /**
     * The three letters.
     *
     * @param code of this class, not {@link #NONE}
     * @return such as {@code EUR}
     */
    public static String letters(final int code) {
        return new String(new char[] {(char) (code & 0xFF), (char) (code >> 8 & 0xFF), (char) (code >> 16 & 0xFF)});
    }
}
