package dev.inkling.ring;

/** The pipeline could not start; the message says what, where and what to do, in one line. */
public class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that needs no cause to be understood.
     *
     * @param message what, where, what to do
     */
    public PipelineException(final String message) {
        super(message);
    }

    /**
     * A failure with its cause.
     *
     * @param message what, where, what to do
     * @param cause   of it
     */
    public PipelineException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
