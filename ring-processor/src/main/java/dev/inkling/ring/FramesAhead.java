package dev.inkling.ring;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameScratch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import org.agrona.DirectBuffer;

/**
 * Frames of a queue that are read and checked before their turn, so that what they will need can be fetched for many at a time. Whatever
 * ends the reading, be it the end of the queue or a fault, shows when its turn comes. The current frame stays whole until the next is
 * taken. Allocates nothing. Confined to one thread.
 */
final class FramesAhead {
    private final CheckedPoller poller;
    private final FramePosition begin;
    private final FrameScratch[] frames;
    private final int[] lengths;
    private final long[] locators;
    private int current;
    private int left;
    private boolean isBegun;
    private JournalException failure;

    /**
     * Room for frames.
     *
     * @param poller of the queue
     * @param begin  the place behind which it stands
     * @param most   frames at a time
     */
    FramesAhead(final CheckedPoller poller, final FramePosition begin, final int most) {
        this.poller = poller;
        this.begin = begin;
        frames = new FrameScratch[most + 1];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new FrameScratch();
        }
        lengths = new int[frames.length];
        locators = new long[frames.length];
    }

    /**
     * Reads ahead as far as there is room, when none is left.
     *
     * @return frames that wait for their turn
     * @throws JournalException when the queue cannot be read behind the current frame
     */
    int read() {
        if (failure != null) {
            final JournalException itsTurn = failure;
            failure = null;
            throw itsTurn;
        }
        for (int place = place(left + 1); left < frames.length - 1 && poll(place); place = place(left + 1)) {
            lengths[place] = poller.length();
            locators[place] = poller.locator();
            left++;
        }
        return left;
    }

    private boolean poll(final int place) {
        try {
            return poller.poll(frames[place]);
        } catch (final JournalException e) {
            if (left == 0) {
                throw e;
            }
            failure = e;
            return false;
        }
    }

    /**
     * A frame whose turn will come.
     *
     * @param ahead 1 for the next one, at most what {@link #read()} returned
     * @return holds it from index 0
     */
    DirectBuffer peek(final int ahead) {
        return frames[place(ahead)].buffer();
    }

    /**
     * Takes the next frame.
     *
     * @return false when none was read
     */
    boolean next() {
        if (left == 0) {
            return false;
        }
        current = place(1);
        left--;
        isBegun = true;
        return true;
    }

    /**
     * The current frame.
     *
     * @return holds it from index 0
     */
    DirectBuffer buffer() {
        return frames[current].buffer();
    }

    /**
     * Length of the current frame.
     *
     * @return bytes
     */
    int length() {
        return lengths[current];
    }

    /**
     * Sequence of the current frame.
     *
     * @return where reading began, before the first
     */
    long sequence() {
        return isBegun ? Frames.sequence(buffer(), 0) : begin.sequence();
    }

    /**
     * The place behind the current frame. Makes an object.
     *
     * @return where a later reader may go on
     */
    FramePosition position() {
        return isBegun ? new FramePosition(sequence(), Frames.received(buffer(), 0), Frames.epoch(buffer(), 0),
            Frames.chain(buffer(), 0), locators[current]) : begin;
    }

    private int place(final int ahead) {
        final int place = current + ahead;
        return place < frames.length ? place : place - frames.length;
    }
}
