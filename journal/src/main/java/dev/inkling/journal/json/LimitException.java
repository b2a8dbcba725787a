package dev.inkling.journal.json;

import java.io.IOException;

/** A body that goes beyond a bound of the dialect, be it JSON or not. */
final class LimitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int at;

    LimitException(final int at, final String reason) {
        super(reason);
        this.at = at;
    }

    /** Bytes from the first one of the text. */
    int at() {
        return at;
    }
}
