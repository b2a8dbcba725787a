package dev.inkling.ring;

import dev.inkling.journal.FrameBatch;
import org.agrona.DirectBuffer;

/**
 * One producer's way into the ring and its results' way back. Confined to that producer's thread (an event loop, an importer, a
 * test), except where said. Calls neither block nor allocate.
 */
public interface Intake {
    /** Request number of frames that want no results, such as those of a datagram. */
    int NO_REQUEST = -1;

    /**
     * Puts all frames of a batch into the ring, or none of them. At most 1,000 frames and an eighth of the ring.
     *
     * @param batch      frames, complete but for what the journal handler stamps
     * @param request    number in the producer's own table of pending requests, or {@link #NO_REQUEST}
     * @param generation of that table's entry, handed back with every result
     * @return how it went; unless {@link Offer#TAKEN} nothing was put
     */
    default Offer offer(final FrameBatch batch, final int request, final int generation) {
        return offer(batch, request, generation, 0);
    }

    /**
     * The same, and has the first of the moments explained: each comes back by {@link Results#onExplanation}, unless there is no room.
     *
     * @param batch      frames, complete but for what the journal handler stamps
     * @param request    number in the producer's own table of pending requests, or {@link #NO_REQUEST}
     * @param generation of that table's entry, handed back with every result
     * @param explained  so many moments, 0 for none
     * @return how it went; unless {@link Offer#TAKEN} nothing was put
     */
    Offer offer(FrameBatch batch, int request, int generation, int explained);

    /**
     * Asks for a visitor's state as of this point of the ring; not journaled.
     *
     * @param visitorKey whose
     * @param request    number in the producer's own table of pending requests
     * @param generation of that table's entry
     * @return how it went
     */
    Offer query(long visitorKey, int request, int generation);

    /**
     * Hands out the results that have come back. To be called on the producer's thread after its wake-up ran.
     *
     * @param results takes them
     * @return how many records were handed out
     */
    int drain(Results results);

    /** What became of an offer. */
    enum Offer {
        /** It is in the ring. */
        TAKEN,
        /** The ring has no room now: 503 with Retry-After. */
        RING_FULL,
        /** More frames than one request may hold: 400. */
        TOO_MANY,
        /** The journal failed, or the processor stopped: 503. */
        STOPPED
    }

    /** What a reply's events can be relied on to survive. */
    enum Durability {
        /** The death of the process. */
        JOURNALED,
        /** A loss of power. */
        SYNCED
    }

    /** Takes results, in the order of their requests' frames. */
    interface Results {
        /**
         * A decision that a request's event caused (or, replayed, that the first one of a duplicate had caused).
         *
         * @param request      number given with the offer
         * @param generation   given with the offer
         * @param frame        sealed decision frame, valid during the call
         * @param offset       of its first byte
         * @param length       in bytes
         * @param replayed     whether it was made for an earlier event with the same id
         * @param latencyNanos from claim to decision; 0 when replayed
         */
        void onDecision(int request, int generation, DirectBuffer frame, int offset, int length, boolean replayed,
                        long latencyNanos);

        /**
         * A part of an explanation, which comes before what its moment decided; the parts of one follow each other.
         *
         * @param request    number given with the offer
         * @param generation given with the offer
         * @param json       holds a piece of a JSON object in UTF-8, valid during the call
         * @param offset     of its first byte
         * @param length     in bytes
         * @param last       whether the object ends here
         */
        default void onExplanation(
            final int request, final int generation, final DirectBuffer json, final int offset, final int length, final boolean last) {
            // for those who ask for none
        }

        /**
         * All frames of a request went through.
         *
         * @param request    number given with the offer
         * @param generation given with the offer
         * @param accepted   events journaled
         * @param duplicates events that had been journaled before
         * @param refused    events that could not be journaled
         * @param durability of the accepted and of the duplicates' first ones
         */
        void onComplete(int request, int generation, int accepted, int duplicates, int refused, Durability durability);

        /**
         * The answer to a query.
         *
         * @param request    number given with the query
         * @param generation given with the query
         * @param state      encoded by {@code VisitorState}, valid during the call
         * @param offset     of its first byte
         * @param length     in bytes, 0 when the visitor is not known
         */
        void onVisitor(int request, int generation, DirectBuffer state, int offset, int length);
    }
}
