package dev.inkling.journal.snapshot;

import java.io.IOException;

/** A snapshot that is damaged, not whole, or of another format. The message names the file and the place. */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message for people
     */
    public SnapshotException(final String message) {
        super(message);
    }
}
