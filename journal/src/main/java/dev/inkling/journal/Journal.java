package dev.inkling.journal;

/**
 * The three queues of one data folder, or of memory. Opening one as a writer takes the folder's lock, clears what a dead
 * writer left, and raises the epoch.
 */
public interface Journal extends AutoCloseable {
    /**
     * The appender of a queue, always the same one.
     *
     * @param queue which
     * @return its appender
     * @throws JournalException when the journal was opened for reading
     */
    FrameAppender appender(QueueName queue);

    /**
     * A new reader of a queue, from its first frame, for the calling thread.
     *
     * @param queue which
     * @return a poller to be closed by that thread
     */
    FramePoller poller(QueueName queue);

    /**
     * A new reader of a queue that takes up reading behind a frame, for the calling thread.
     *
     * @param queue  which
     * @param behind the place, as an earlier reader told; with {@link FramePosition#START} as {@link #poller(QueueName)}
     * @return a poller to be closed by that thread
     * @throws JournalException when that frame is not where it was found, or no longer the same
     */
    default FramePoller poller(final QueueName queue, final FramePosition behind) {
        if (behind.equals(FramePosition.START)) {
            return poller(queue);
        }
        throw new JournalException("the " + queue.folder() + " queue can be read from its beginning only");
    }

    /**
     * Epoch that this writer stamps.
     *
     * @return from 1; 0 when opened for reading
     */
    int epoch();

    /**
     * Mapped blocks so far, each of which may cost the appending thread some allocation.
     *
     * @return count since opening
     */
    long blocksMapped();

    /**
     * Whether the medium has so little room left that appends to events and dead letters are refused. Any thread may ask.
     *
     * @return true while {@link FrameAppender#append} throws {@link DiskLowException}
     */
    default boolean isDiskLow() {
        return false;
    }

    @Override
    void close();
}
