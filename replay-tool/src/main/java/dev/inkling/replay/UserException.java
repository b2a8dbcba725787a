package dev.inkling.replay;

/** What the user asked for cannot be done; the message says in one line what, where and what to do. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserException(final String message) {
        super(message);
    }

    UserException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
