package dev.inkling.ring;

import org.agrona.MutableDirectBuffer;

/** Takes decision frames as the processor makes them, in order. Must neither block nor allocate. */
@FunctionalInterface
public interface FrameSink {
    /**
     * A decision frame: block and labels written, prefix stamped with sequence and received only, not sealed, no texts yet.
     *
     * @param frame  reused buffer with room for {@link dev.inkling.journal.Frames#MAX_FRAME_BYTES}
     * @param offset of the first byte
     * @param length in bytes
     */
    void onDecision(MutableDirectBuffer frame, int offset, int length);

    /**
     * A decision that a timer caused: the frame at hand is only the one at which it was found to be due, of anybody or of nobody. Comes
     * before those that the frame itself causes. Like any other unless an implementation says otherwise.
     *
     * @param frame  as of {@link #onDecision}
     * @param offset of the first byte
     * @param length in bytes
     */
    default void onTimerDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        onDecision(frame, offset, length);
    }
}
