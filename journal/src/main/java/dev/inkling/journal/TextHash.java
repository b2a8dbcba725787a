package dev.inkling.journal;


/**
 * The 64-bit hash by which the deciding part speaks of a text: SipHash-2-4 of its UTF-8 bytes under the all-zero key. 0 means that
 * there is no text, so a text whose hash would be 0 has 1. Stateless, any thread.
 */
public final class TextHash {
    private TextHash() {
    }

    /**
     * Hash of a whole array.
     *
     * @param utf8 the text
     * @return its hash, never 0
     */
    public static long of(final byte[] utf8) {
        return of(utf8, 0, utf8.length);
    }

    /**
     * Hash of a range of an array. Allocates nothing.
     *
     * @param utf8   holds the text
     * @param offset of its first byte
     * @param length in bytes
     * @return its hash, never 0
     */
    public static long of(final byte[] utf8, final int offset, final int length) {
        return never0(SipHash.hash(0, 0, utf8, offset, length));
    }

    /**
     * Hash of a string.
     *
     * @param text any; lone surrogates count as U+FFFD
     * @return its hash, never 0
     */
    public static long of(final String text) {
        return of(Utf8.bytes(text));
    }

    /**
     * Keeps 0 free to mean "none".
     *
     * @param hash any
     * @return the hash, 1 for 0
     */
    static long never0(final long hash) {
        return hash == 0 ? 1 : hash;
    }
}
