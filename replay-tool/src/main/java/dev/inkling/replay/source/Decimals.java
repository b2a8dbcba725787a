package dev.inkling.replay.source;

/** Decimal numbers as the public files write them. */
final class Decimals {
    private static final int MAX_CHARS = 40;

    private Decimals() {
    }

    /**
     * Whether a text may stand in JSON as a number as it is: digits without needless zeros in front, perhaps a sign, perhaps a
     * fraction.
     *
     * @param text to look at
     * @return true when it may
     */
    static boolean isJsonNumber(final String text) {
        final int sign = text.startsWith("-") ? 1 : 0;
        final int point = text.indexOf('.');
        final int wholeEnd = point < 0 ? text.length() : point;
        final boolean wholeFits = wholeEnd - sign == 1 || wholeEnd - sign > 1 && text.charAt(sign) != '0';
        return text.length() <= MAX_CHARS && wholeFits && digits(text, sign, wholeEnd)
            && (point < 0 || point + 1 < text.length() && digits(text, point + 1, text.length()));
    }

    /**
     * Whether a range of a text holds nothing but the digits 0 to 9.
     *
     * @param text to look at
     * @param from first index
     * @param to   index behind the last
     * @return true when there is nothing else
     */
    static boolean digits(final String text, final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
