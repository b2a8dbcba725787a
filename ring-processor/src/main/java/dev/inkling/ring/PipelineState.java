package dev.inkling.ring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether offers are accepted, and why not. Any thread may call any method; the first failure is the one that is told. */
final class PipelineState {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineState.class);

    private volatile boolean accepts = true;
    private volatile String failure;

    /**
     * Whether offers are accepted. Read for each offer and each frame.
     *
     * @return false once it failed or is closing
     */
    boolean accepts() {
        return accepts;
    }

    /**
     * Whether something failed.
     *
     * @return true from the first failure on
     */
    boolean failed() {
        return failure != null;
    }

    /**
     * The first failure.
     *
     * @return what, where, what to do; null while there is none
     */
    String failure() {
        return failure;
    }

    /** Accepts no more; what was taken is still handled. */
    void close() {
        accepts = false;
    }

    /**
     * Something failed: from now on nothing is accepted, and what is in the ring is refused.
     *
     * @param what  what, where, what to do
     * @param cause of it
     */
    synchronized void fail(final String what, final Throwable cause) {
        accepts = false;
        if (failure == null) {
            failure = what;
            LOG.error("{}", what, cause);
        }
    }
}
