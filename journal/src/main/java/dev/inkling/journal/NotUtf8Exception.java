package dev.inkling.journal;

import java.io.IOException;

/** A text file that is not UTF-8. The message is one line: {@code file:line:column: what is wrong; what was expected}. */
public final class NotUtf8Exception extends IOException {
    private static final long serialVersionUID = 1L;

    NotUtf8Exception(final String message) {
        super(message);
    }
}
