package dev.inkling.journal;

import java.nio.charset.StandardCharsets;

import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/** UTF-8 by hand, where the library would allocate or put a question mark. Stateless, any thread. */
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {
    }

    /**
     * Looks for the first byte that breaks UTF-8 (RFC 3629: no overlong form, no surrogate, nothing beyond U+10FFFF). Allocates
     * nothing.
     *
     * @param bytes  holds the text
     * @param offset of its first byte
     * @param length in bytes
     * @return index into the array of the first byte of the broken sequence, -1 when all is well
     */
    public static int firstInvalid(final byte[] bytes, final int offset, final int length) {
        final int end = offset + length;
        int i = offset;
        while (i < end) {
            if (i + 8 <= end
                && (UnsafeApi.getLongUnaligned(bytes, BufferUtil.ARRAY_BASE_OFFSET + i, false) & HIGH_BITS) == 0) {
                i += 8;
                continue;
            }
            final int size = sequenceLength(bytes, i, end);
            if (size == 0) {
                return i;
            }
            i += size;
        }
        return -1;
    }

    private static int sequenceLength(final byte[] bytes, final int at, final int end) {
        final int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        final int size = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (size == 0 || at + size > end) {
            return 0;
        }
        final int second = bytes[at + 1] & 0xFF;
        final int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        final int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int k = 2; k < size; k++) {
            if ((bytes[at + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    /**
     * Longest prefix of valid UTF-8 that ends at a code point and fits.
     *
     * @param bytes  holds the text
     * @param offset of its first byte
     * @param length in bytes
     * @param most   bytes that the prefix may have, from 0
     * @return bytes of the prefix
     */
    public static int floor(final byte[] bytes, final int offset, final int length, final int most) {
        if (length <= most) {
            return length;
        }
        int kept = most;
        while (kept > 0 && (bytes[offset + kept] & 0xC0) == 0x80) {
            kept--;
        }
        return kept;
    }

    /**
     * Encodes characters; a lone surrogate becomes U+FFFD. Allocates nothing.
     *
     * @param chars    holds the characters
     * @param offset   of the first
     * @param length   how many
     * @param target   takes at most three bytes a character
     * @param targetAt where to begin
     * @return bytes written
     */
    public static int encode(final char[] chars, final int offset, final int length, final byte[] target, final int targetAt) {
        final int end = offset + length;
        int out = targetAt;
        for (int i = offset; i < end; i++) {
            final char c = chars[i];
            if (c < 0x80) {
                target[out++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(chars[i + 1])) {
                out = put(target, out, Character.toCodePoint(c, chars[++i]));
            } else {
                out = put(target, out, Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return out - targetAt;
    }

    private static int put(final byte[] target, final int at, final int codePoint) {
        int out = at;
        if (codePoint < 0x80) {
            target[out++] = (byte) codePoint;
            return out;
        }
        if (codePoint < 0x800) {
            target[out++] = (byte) (0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                target[out++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                target[out++] = (byte) (0xF0 | codePoint >> 18);
                target[out++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            }
            target[out++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        }
        target[out++] = (byte) (0x80 | codePoint & 0x3F);
        return out;
    }

    /**
     * Encodes a string; a lone surrogate becomes U+FFFD.
     *
     * @param text any
     * @return its UTF-8 bytes
     */
    public static byte[] bytes(final String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Puts U+FFFD in the place of lone surrogates.
     *
     * @param text any
     * @return a string that every encoder accepts, the same one when it was so already
     */
    public static String wellFormed(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return repaired(text);
            }
            i += Character.charCount(codePoint) - 1;
        }
        return text;
    }

    private static String repaired(final String text) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    }
}
