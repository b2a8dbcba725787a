package dev.inkling.journal;

import org.agrona.DirectBuffer;

/**
 * A place behind a frame of a queue, at which reading can be taken up: what the next frame must continue, and where to look for it.
 * Sequence and chain say which frame it is; the locator only says where it was found, and is believed no further than these agree.
 *
 * @param sequence   of the frame, 0 before the first
 * @param receivedMs of it, epoch ms; {@link Long#MIN_VALUE} before the first
 * @param epoch      of it, 0 before the first
 * @param chain      of it, 0 before the first
 * @param locator    of it, as {@link FramePoller#locator()} told; {@link #NOWHERE} before the first
 */
public record FramePosition(long sequence, long receivedMs, int epoch, long chain, long locator) {
    /** Locator of no frame. */
    public static final long NOWHERE = -1L;
    /** Before the first frame that a queue ever had. */
    public static final FramePosition START = new FramePosition(0L, Long.MIN_VALUE, 0, 0L, NOWHERE);

    /**
     * Whether a frame is the one behind which this place is.
     *
     * @param frame  whole
     * @param offset of its first byte
     * @return true when sequence, time, epoch and chain agree
     */
    public boolean isBehind(final DirectBuffer frame, final int offset) {
        return Frames.sequence(frame, offset) == sequence && Frames.received(frame, offset) == receivedMs
            && Frames.epoch(frame, offset) == epoch && Frames.chain(frame, offset) == chain;
    }

    /**
     * What to throw when frames behind it are gone.
     *
     * @param queue  read
     * @param behind the place
     * @param first  where the queue begins now
     * @return the exception
     */
    public static PlaceGoneException removed(final QueueName queue, final FramePosition behind, final FramePosition first) {
        return new PlaceGoneException("the " + queue.folder() + " queue begins behind sequence " + first.sequence()
            + " now: frames behind sequence " + behind.sequence() + " were removed, as the settings of retention say");
    }

    /**
     * What to throw when the frame is not found.
     *
     * @param queue  looked in
     * @param behind looked for
     * @return the exception
     */
    public static PlaceGoneException notThere(final QueueName queue, final FramePosition behind) {
        return new PlaceGoneException("the " + queue.folder() + " queue does not hold sequence " + behind.sequence()
            + " where and as it was before");
    }
}
