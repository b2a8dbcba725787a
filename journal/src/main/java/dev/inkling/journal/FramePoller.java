package dev.inkling.journal;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The reading end of one queue, from its first frame on. Confined to the thread that made it. Nothing is allocated in
 * steady state. Frames are handed out as they stand; {@code FrameCheck} says whether they are whole and in their chain.
 */
public interface FramePoller extends AutoCloseable {
    /**
     * Moves to the next frame.
     *
     * @return false when there is none yet; a later call may find one
     * @throws JournalException when the queue cannot be read
     */
    boolean poll();

    /**
     * Moves to the next frame and puts it somewhere else than into {@link #buffer()}, which may then hold anything.
     *
     * @param into has room for {@link Frames#MAX_FRAME_BYTES}; the frame, or what fits of it, stands at index 0
     * @return false when there is none yet
     * @throws JournalException when the queue cannot be read
     */
    default boolean pollInto(final MutableDirectBuffer into) {
        if (!poll()) {
            return false;
        }
        into.putBytes(0, buffer(), 0, Math.min(length(), Frames.MAX_FRAME_BYTES));
        return true;
    }

    /**
     * Moves to the next frame of one length and template, and reads of those before it no more than it must.
     *
     * @param wantedLength in bytes
     * @param templateId   as its header says; nothing else of the frame is looked at
     * @return false when there is none yet
     * @throws JournalException when the queue cannot be read
     */
    default boolean pollNext(final int wantedLength, final int templateId) {
        while (poll()) {
            if (length() == wantedLength && Frames.templateId(buffer(), 0) == templateId) {
                return true;
            }
        }
        return false;
    }

    /**
     * The frame of the last successful {@link #poll()}, from index 0, valid until the next one.
     *
     * @return the buffer, always the same one
     */
    DirectBuffer buffer();

    /**
     * Length of that frame. It may exceed {@link Frames#MAX_FRAME_BYTES} or fall short of {@link Frames#PREFIX_BYTES} only in a
     * damaged queue; the buffer then holds what fits.
     *
     * @return bytes
     */
    int length();

    /**
     * Where that frame was found, for {@link FramePosition}. Says nothing of order: only
     * {@link Journal#poller(QueueName, FramePosition)} of the same journal can tell what it means.
     *
     * @return the locator, {@link FramePosition#NOWHERE} before the first frame and where none is kept
     */
    default long locator() {
        return FramePosition.NOWHERE;
    }

    /**
     * The file of that frame, for messages.
     *
     * @return its path; empty where frames are not in files, or none was read
     */
    default String file() {
        return "";
    }

    @Override
    void close();
}
