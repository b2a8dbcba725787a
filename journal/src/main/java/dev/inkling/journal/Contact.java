package dev.inkling.journal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * E-mail addresses and phone numbers in the one form that is hashed, so that the same shopper has the same key however it was typed. An
 * address is trimmed and in lower case. A number is a plus sign and its digits; 00 in front is the plus sign of old.
 */
final class Contact {
    private Contact() {
    }

    /**
     * Normalises an address. Allocates nothing for ASCII.
     *
     * @return bytes put into the target, -1 when they do not fit
     */
    static int email(final byte[] text, final int offset, final int length, final byte[] target) {
        int from = offset;
        int to = offset + length;
        while (from < to && text[from] >= 0 && text[from] <= ' ') {
            from++;
        }
        while (to > from && text[to - 1] >= 0 && text[to - 1] <= ' ') {
            to--;
        }
        if (to - from > target.length) {
            return -1;
        }
        for (int i = from; i < to; i++) {
            final byte c = text[i];
            if (c < 0) {
                return wideEmail(text, from, to - from, target);
            }
            target[i - from] = c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
        }
        return to - from;
    }

    private static int wideEmail(final byte[] text, final int offset, final int length, final byte[] target) {
        final byte[] lower = new String(text, offset, length, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT)
            .getBytes(StandardCharsets.UTF_8);
        if (lower.length > target.length) {
            return -1;
        }
        System.arraycopy(lower, 0, target, 0, lower.length);
        return lower.length;
    }

    /**
     * Normalises a number. Allocates nothing.
     *
     * @return bytes put into the target, 0 when there is no digit, -1 when they do not fit
     */
    static int phone(final byte[] text, final int offset, final int length, final byte[] target) {
        boolean plus = false;
        int digits = 0;
        for (int i = offset; i < offset + length; i++) {
            final byte c = text[i];
            plus |= c == '+' && digits == 0;
            if (c >= '0' && c <= '9') {
                if (digits + 1 == target.length) {
                    return -1;
                }
                target[++digits] = c;
            }
        }
        if (!plus && digits > 2 && target[1] == '0' && target[2] == '0') {
            digits -= 2;
            System.arraycopy(target, 3, target, 1, digits);
        }
        target[0] = '+';
        return digits == 0 ? 0 : digits + 1;
    }
}
