package dev.inkling.ring;

import java.nio.ByteBuffer;

import com.lmax.disruptor.EventFactory;
import dev.inkling.journal.Frames;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes the slots of a ring over one piece of memory, seen through one buffer. */
final class SlotFactory implements EventFactory<Slot> {
    private final UnsafeBuffer memory;
    private int made;

    /**
     * For so many slots.
     *
     * @param slots of the ring
     */
    SlotFactory(final int slots) {
        memory = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(slots, Frames.MAX_FRAME_BYTES)));
    }

    @Override
    public Slot newInstance() {
        return new Slot(memory, made++ * Frames.MAX_FRAME_BYTES);
    }
}
