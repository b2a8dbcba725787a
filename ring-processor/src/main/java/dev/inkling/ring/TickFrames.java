package dev.inkling.ring;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.TickEncoder;

/** Makes ticks: frames that say nothing but that time passed. */
final class TickFrames {
    private TickFrames() {
    }

    /**
     * A batch of one tick; the journal handler stamps a copy of it.
     *
     * @return the batch
     */
    static FrameBatch batch() {
        final FrameBatch batch = new FrameBatch(1);
        new TickEncoder().wrapAndApplyHeader(batch.buffer(), batch.nextOffset(), new MessageHeaderEncoder());
        batch.commit(Frames.HEADER_BYTES + TickEncoder.BLOCK_LENGTH);
        return batch;
    }
}
