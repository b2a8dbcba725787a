package dev.inkling.journal;

import java.util.List;

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
     * Where a queue begins now, as its record of removed frames says. A reader resumes its check there: what comes next must continue the
     * last frame that was removed.
     *
     * @param queue which
     * @return the place behind the last removed frame; {@link FramePosition#START} when none ever was
     * @throws JournalException when the record cannot be read
     */
    default FramePosition first(final QueueName queue) {
        return FramePosition.START;
    }

    /**
     * A new reader of a queue, from where it begins, for the calling thread.
     *
     * @param queue which
     * @return a poller to be closed by that thread
     */
    FramePoller poller(QueueName queue);

    /**
     * A new reader of a queue that takes up reading behind a frame, for the calling thread.
     *
     * @param queue  which
     * @param behind the place, as an earlier reader or {@link #first} told; {@link FramePosition#START} reads from the first frame that
     *               there ever was
     * @return a poller to be closed by that thread
     * @throws PlaceGoneException when that frame is not where it was found, or no longer the same, or what is behind it was removed
     * @throws JournalException   when the queue cannot be read
     */
    default FramePoller poller(final QueueName queue, final FramePosition behind) {
        if (behind.equals(FramePosition.START)) {
            return poller(queue);
        }
        throw new JournalException("the " + queue.folder() + " queue can be read from its beginning only");
    }

    /**
     * What was found at the opening that whoever runs this must know: frames that may be lost, and where what was cut is kept.
     *
     * @return sentences, none when all was well
     */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * Whether reading can be taken up behind a frame.
     *
     * @param queue  which
     * @param behind the place
     * @return false when {@link #poller(QueueName, FramePosition)} finds that it is gone
     * @throws JournalException when the queue cannot be read
     */
    default boolean holds(final QueueName queue, final FramePosition behind) {
        try (FramePoller poller = poller(queue, behind)) {
            assert poller != null;
            return true;
        } catch (final PlaceGoneException gone) {
            return false;
        }
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
