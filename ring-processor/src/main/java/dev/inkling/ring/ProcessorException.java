package dev.inkling.ring;

/**
 * An invariant of the processor was broken. The processor has stopped and takes nothing more, since a half-applied event would break
 * replay. The message names the sequence.
 */
public class ProcessorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    /**
     * A broken invariant.
     *
     * @param sequence of the frame
     * @param message  what was broken
     */
    public ProcessorException(final long sequence, final String message) {
        super("sequence " + sequence + ": " + message);
        this.sequence = sequence;
    }

    /**
     * A broken invariant that showed as another exception.
     *
     * @param sequence of the frame
     * @param message  what was broken
     * @param cause    of it
     */
    public ProcessorException(final long sequence, final String message, final Throwable cause) {
        super("sequence " + sequence + ": " + message, cause);
        this.sequence = sequence;
    }

    /**
     * Where it happened.
     *
     * @return sequence of the frame
     */
    public long sequence() {
        return sequence;
    }
}
