package dev.inkling.replay.source;

/** A line that does not say what its format asks for. It harms only itself, so no stack is kept. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A line that cannot be used.
     *
     * @param reason what is wrong with it, naming the column and the text
     */
    public BadLineException(final String reason) {
        super(reason, null, false, false);
    }
}
