package dev.inkling.ring;

import dev.inkling.journal.PersonalSealer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place in the ring: a frame with what came along with it and what became of it. Written by its producer between claim and publish,
 * then by each handler in turn; the ring's sequences order these writes, so nothing here is volatile.
 */
final class Slot {
    /** A frame to be journaled. */
    static final int FRAME = 0;
    /** A visitor's state is asked for. */
    static final int QUERY = 1;
    /** Nothing to do but to end its request. */
    static final int NONE = 2;

    /** Nothing to report. */
    static final int PASSED = 0;
    /** Journaled. */
    static final int ACCEPTED = 1;
    /** Journaled before with the same id. */
    static final int DUPLICATE = 2;
    /** Could not be journaled or processed. */
    static final int REFUSED = 3;

    /**
     * Holds the frame, or the answer to a query, from {@link #offset} on. The same for all slots: a flyweight that goes from slot to slot
     * keeps what it holds, where a reference to another object would cost a barrier of the garbage collector, with a fence in it.
     */
    final UnsafeBuffer buffer;
    /** Where its {@link dev.inkling.journal.Frames#MAX_FRAME_BYTES} begin in the buffer. */
    final int offset;
    int length;
    /** Where the personal part of the frame begins, when its producer sealed it; {@link PersonalSealer#NOT_SEALED} otherwise. */
    int personal;
    int kind;
    /** Where results go; null when none are wanted. */
    RingIntake intake;
    int request;
    int generation;
    /** Whether the request ends here. */
    boolean last;
    /** When the producer claimed the slot. */
    long claimNanos;
    /** Whose state is asked for. */
    long visitorKey;
    /** Whether it is to be told why the rules do what they do. */
    boolean explain;
    /** Why they did, JSON in UTF-8; null unless {@link #explain}. */
    byte[] explanation;
    int outcome;
    /** Sequence it was journaled with, or that of the first one of a duplicate. */
    long sequence;
    /** Time of the frame, or as of which a query is answered. */
    long receivedMs;
    /** First of its decisions in the lane. */
    long laneFrom;
    /** Behind the last decision of a timer, which come first. */
    long laneTimers;
    /** Behind the last of its decisions in the lane. */
    long laneTo;

    /**
     * A place over its part of the ring's memory.
     *
     * @param buffer of all slots
     * @param offset of this one
     */
    Slot(final UnsafeBuffer buffer, final int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    /**
     * Makes it hold nothing, so that it may be published whatever happens next.
     *
     * @param to            intake, or null
     * @param ofRequest     its number
     * @param inGeneration  of it
     * @param nanos         now
     */
    void clear(final RingIntake to, final int ofRequest, final int inGeneration, final long nanos) {
        kind = NONE;
        length = 0;
        personal = PersonalSealer.NOT_SEALED;
        if (intake != to) {
            intake = to;
        }
        request = ofRequest;
        generation = inGeneration;
        last = false;
        explain = false;
        claimNanos = nanos;
        outcome = PASSED;
        sequence = 0;
        laneFrom = 0;
        laneTimers = 0;
        laneTo = 0;
    }
}
