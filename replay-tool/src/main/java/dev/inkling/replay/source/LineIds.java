package dev.inkling.replay.source;

import dev.inkling.journal.TextHash;

/**
 * Event ids for files whose lines have none: {@code format:line:hash}, the hash being that of the line's text. The same file read
 * again gives the same ids, so that its events count as duplicates and a second import of it does no harm; a line that stands in a
 * file twice keeps two ids; and line 17 of another file has another one.
 */
final class LineIds {
    private final String format;

    LineIds(final String format) {
        this.format = format;
    }

    /**
     * Id of a line's event.
     *
     * @param number of the line, from 1
     * @param text   of the line
     * @return at most 45 characters
     */
    String of(final long number, final String text) {
        final String hex = Long.toHexString(TextHash.of(text));
        return format + ':' + number + ':' + "0".repeat(16 - hex.length()) + hex;
    }
}
