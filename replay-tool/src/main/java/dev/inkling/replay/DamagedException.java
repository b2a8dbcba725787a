package dev.inkling.replay;

import dev.inkling.journal.QueueName;

/** A frame of the journal is not what was written; what stands behind it cannot be relied on. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;
    private final String reason;

    /**
     * Damage in a queue.
     *
     * @param queue        which
     * @param lastSequence of the last sound frame, 0 when there is none
     * @param reason       what is wrong with the next one
     */
    DamagedException(final QueueName queue, final long lastSequence, final String reason) {
        super("the " + queue.folder() + " queue is damaged behind sequence " + lastSequence + ": " + reason
            + "; `verify` says more, a copy or a backup must be used");
        this.sequence = lastSequence + 1;
        this.reason = reason;
    }

    /**
     * Where it is.
     *
     * @return sequence at which the damaged frame stands in its queue
     */
    long sequence() {
        return sequence;
    }

    /**
     * What is wrong with the frame.
     *
     * @return in words
     */
    String reason() {
        return reason;
    }
}
