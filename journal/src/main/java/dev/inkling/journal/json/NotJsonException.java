package dev.inkling.journal.json;

import java.io.IOException;

/** A body that the parser accepts and the engine does not: not one object, array or NDJSON. */
final class NotJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int at;

    NotJsonException(final int at, final String reason) {
        super(reason);
        this.at = at;
    }

    /** Bytes from the first one of the text. */
    int at() {
        return at;
    }
}
