package dev.inkling.ring;

import java.nio.ByteBuffer;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.CheckpointEncoder;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes checkpoints: what the processor's decisions come to after an event. Allocates nothing after construction. Not thread safe. */
final class CheckpointFrame {
    /** Length of a checkpoint. */
    static final int BYTES = Frames.HEADER_BYTES + CheckpointEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
    private final CheckpointEncoder encoder = new CheckpointEncoder();

    /** A frame with its header written. */
    CheckpointFrame() {
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    }

    /**
     * Writes the processor's present state.
     *
     * @param processor after its last event
     */
    void write(final MomentProcessor processor) {
        encoder.wrap(buffer, Frames.HEADER_BYTES)
            .sequence(processor.lastSequence())
            .received(processor.lastReceivedMs())
            .digest(processor.digest())
            .events(processor.events())
            .decisions(processor.decisions());
    }

    /**
     * Holds the frame at 0.
     *
     * @return always the same buffer
     */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Of the last event it covers.
     *
     * @return sequence
     */
    long sequence() {
        return Frames.sequence(buffer, 0);
    }

    /**
     * Of that event.
     *
     * @return epoch ms
     */
    long receivedMs() {
        return Frames.received(buffer, 0);
    }
}
