package dev.inkling.journal.json;

/** Where values may begin in a body of several (NDJSON). Stateless, any thread. */
final class Lines {
    private static final String CONTINUE = "}[]\"";

    private Lines() {
    }

    /** Index of the first byte that is no blank; the end when there is none. */
    static int value(final byte[] body, final int from, final int end) {
        int i = from;
        while (i < end && isBlank(body[i])) {
            i++;
        }
        return i;
    }

    /** Whether only blanks stand between a place and the line break, or the beginning, before it. */
    static boolean begins(final byte[] body, final int from, final int at) {
        int i = at - 1;
        while (i >= from && isBlank(body[i]) && body[i] != '\n') {
            i--;
        }
        return i < from || body[i] == '\n';
    }

    /**
     * Where to go on behind a line that is no JSON: at the next one that can stand alone. Lines that begin with a blank, a quote or a
     * bracket other than <code>{</code> go with the one before: so a broken value of several lines is one mistake, and what stands within
     * it is not taken for an event.
     */
    static int next(final byte[] body, final int from, final int end) {
        int i = from;
        while (i < end) {
            if (body[i++] == '\n' && i < end && !isBlank(body[i]) && CONTINUE.indexOf(body[i]) < 0) {
                return i;
            }
        }
        return end;
    }

    /** End of what stands between two places, without the blanks behind it. */
    static int trimmed(final byte[] body, final int from, final int to) {
        int i = to;
        while (i > from && isBlank(body[i - 1])) {
            i--;
        }
        return i;
    }

    /**
     * Where the byte stands at which the parser stopped: it has read a control byte when it says so, and no other that is no blank can
     * have been before.
     */
    static int stray(final byte[] body, final int from, final int stopped) {
        final int last = stopped - 1;
        return last >= from && body[last] >= 0 && body[last] < ' ' && !isBlank(body[last]) ? last : stopped;
    }

    /** What JSON and its parser take for one: another control byte breaks its line, and must be found where the parser stopped. */
    private static boolean isBlank(final byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
