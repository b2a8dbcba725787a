package dev.inkling.ring;

/** A journal that cannot be replayed beyond a sequence; the message is one line that names it, and the reason. */
public class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    /**
     * A fault in the journal.
     *
     * @param sequence of the frame at fault
     * @param reason   what is wrong with it, and what to do
     */
    public ReplayException(final long sequence, final String reason) {
        super("sequence " + sequence + ": " + reason);
        this.sequence = sequence;
    }

    /**
     * A frame that the processor refused.
     *
     * @param sequence of it
     * @param reason   what is wrong with it, and what to do
     * @param cause    of it
     */
    public ReplayException(final long sequence, final String reason, final Throwable cause) {
        super("sequence " + sequence + ": " + reason, cause);
        this.sequence = sequence;
    }

    /**
     * Where replay ended.
     *
     * @return sequence of the frame at fault
     */
    public long sequence() {
        return sequence;
    }
}
