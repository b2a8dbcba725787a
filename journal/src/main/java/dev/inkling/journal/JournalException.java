package dev.inkling.journal;

/** The journal could not be opened, read or written; the message says what, where and what to do. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that needs no cause to be understood.
     *
     * @param message what, where, what to do
     */
    public JournalException(final String message) {
        super(message);
    }

    /**
     * A failure with its cause.
     *
     * @param message what, where, what to do
     * @param cause   of it
     */
    public JournalException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
