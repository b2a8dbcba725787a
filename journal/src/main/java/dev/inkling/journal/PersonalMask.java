package dev.inkling.journal;

/**
 * Copies JSON text and puts {@code "***"} in the place of every value whose key is {@code email} or {@code phone}, in any case and at any
 * depth, whatever its type. It reads tokens, not grammar, so it works on text that is cut or broken too. Stateless, any thread, nothing
 * is allocated.
 */
public final class PersonalMask {
    private static final byte[] STARS = Utf8.bytes("\"***\"");
    private static final byte[][] KEYS = {Utf8.bytes("email"), Utf8.bytes("phone")};

    private PersonalMask() {
    }

    /**
     * Copies a text.
     *
     * @param text     holds it
     * @param offset   of its first byte
     * @param length   in bytes
     * @param compact  whether white space outside strings is left out
     * @param target   takes at most five bytes for each of the text's, for the shortest masked value is one digit
     * @param targetAt where to begin
     * @param room     most bytes to put; the copy ends where the next token would not fit, strings apart, which end anywhere
     * @return bytes put
     */
    public static int copy(final byte[] text, final int offset, final int length, final boolean compact, final byte[] target,
                           final int targetAt, final int room) {
        final int end = offset + length;
        final int last = targetAt + room;
        int out = targetAt;
        int i = offset;
        while (i < end && out < last) {
            final byte c = text[i];
            if (c == '"') {
                final int next = stringEnd(text, i, end);
                out = put(text, i, next, target, out, last);
                final int colon = skipSpace(text, next, end);
                final boolean masked = colon < end && text[colon] == ':' && isPersonal(text, i + 1, next - 1);
                i = next;
                if (masked) {
                    final int value = skipSpace(text, colon + 1, end);
                    out = put(text, compact ? colon : next, compact ? colon + 1 : value, target, out, last);
                    out = put(STARS, 0, STARS.length, target, out, last);
                    i = valueEnd(text, value, end);
                }
            } else {
                if (!compact || !isSpace(c)) {
                    target[out++] = c;
                }
                i++;
            }
        }
        return out - targetAt;
    }

    private static int put(final byte[] text, final int from, final int to, final byte[] target, final int at, final int last) {
        final int length = Math.min(to - from, last - at);
        System.arraycopy(text, from, target, at, length);
        return at + length;
    }

    private static boolean isSpace(final byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static int skipSpace(final byte[] text, final int from, final int end) {
        int i = from;
        while (i < end && isSpace(text[i])) {
            i++;
        }
        return i;
    }

    /** End of the string that begins at a quote: behind its closing quote, or the end of the text. */
    private static int stringEnd(final byte[] text, final int quote, final int end) {
        for (int i = quote + 1; i < end; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == '"') {
                return i + 1;
            }
        }
        return end;
    }

    private static int valueEnd(final byte[] text, final int from, final int end) {
        int depth = 0;
        int i = from;
        while (i < end) {
            final byte c = text[i];
            if (c == '"') {
                i = stringEnd(text, i, end);
            } else if (c == '{' || c == '[') {
                depth++;
                i++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return i;
                }
                depth--;
                i++;
            } else if (depth == 0 && c == ',') {
                return i;
            } else {
                i++;
                continue;
            }
            if (depth == 0) {
                return i;
            }
        }
        return end;
    }

    private static boolean isPersonal(final byte[] text, final int from, final int to) {
        for (final byte[] key : KEYS) {
            if (spells(text, from, to, key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a string's inside spells a word, escapes of four digits and either case understood. */
    private static boolean spells(final byte[] text, final int from, final int to, final byte[] word) {
        int i = from;
        for (final byte letter : word) {
            if (i >= to) {
                return false;
            }
            int c = text[i++];
            if (c == '\\' && i + 5 <= to && text[i] == 'u') {
                c = 0;
                for (int k = i + 1; k < i + 5; k++) {
                    c = c << 4 | Character.digit(text[k], 16);
                }
                i += 5;
            }
            if (Character.toLowerCase(c) != letter) {
                return false;
            }
        }
        return i == to;
    }
}
