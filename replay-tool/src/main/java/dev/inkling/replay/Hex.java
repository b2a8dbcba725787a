package dev.inkling.replay;

/** Digests as they are shown. */
final class Hex {
    private static final int DIGITS = 16;

    private Hex() {
    }

    /**
     * A 64-bit value.
     *
     * @param value any
     * @return 16 lower-case hexadecimal digits
     */
    static String of(final long value) {
        final String hex = Long.toHexString(value);
        return "0".repeat(DIGITS - hex.length()) + hex;
    }
}
