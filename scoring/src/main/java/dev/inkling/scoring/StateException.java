package dev.inkling.scoring;

/**
 * A state that cannot be loaded: damaged, cut short, or saved by something else. What it was loaded into is of no use any more. The
 * message is one line that says what, and where.
 */
public final class StateException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A state that cannot be loaded.
     *
     * @param message what is wrong, and where
     */
    public StateException(final String message) {
        super(message);
    }

    /**
     * A state that cannot be loaded, for a reason found elsewhere.
     *
     * @param message what is wrong, and where
     * @param cause   the reason
     */
    public StateException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
