package dev.inkling.ingest.loop;

import dev.inkling.ring.Intake;
import org.agrona.DirectBuffer;

/** A request that awaits its results. Called on its event loop only. */
public interface PendingReply {
    /**
     * A decision that the request's event caused.
     *
     * @param frame        decision frame, valid during the call
     * @param offset       of its first byte
     * @param length       in bytes
     * @param replayed     whether it was made for an earlier event with the same id
     * @param latencyNanos from claim to decision; 0 when replayed
     */
    void onDecision(DirectBuffer frame, int offset, int length, boolean replayed, long latencyNanos);

    /**
     * A part of the explanation of one of the request's events; the parts of one follow each other.
     *
     * @param json   holds a piece of a JSON object in UTF-8, valid during the call
     * @param offset of its first byte
     * @param length in bytes
     * @param last   whether the object ends here
     */
    default void onExplanation(final DirectBuffer json, final int offset, final int length, final boolean last) {
        throw new IllegalStateException("an explanation that nobody asked for");
    }

    /**
     * All events of the request went through; nothing follows.
     *
     * @param accepted   events journaled
     * @param duplicates events that had been journaled before
     * @param refused    events that could not be journaled
     * @param durability of the accepted and of the duplicates' first ones
     */
    void onComplete(int accepted, int duplicates, int refused, Intake.Durability durability);

    /**
     * The answer to a look-up; nothing follows.
     *
     * @param state  encoded visitor, valid during the call
     * @param offset of its first byte
     * @param length in bytes, 0 when the visitor is not known
     */
    void onVisitor(DirectBuffer state, int offset, int length);

    /** No results came in time; nothing follows. */
    void onTimeout();
}
