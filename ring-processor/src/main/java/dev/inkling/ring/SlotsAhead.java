package dev.inkling.ring;

import com.lmax.disruptor.RingBuffer;
import dev.inkling.journal.Fact;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what the journal handler will need of the next slots: the slot and its frame, which another core wrote last, then the places of
 * its event id in the table of duplicates, which lie anywhere in memory. A handler that goes slot by slot waits for each of these in
 * turn, some 100 ns at a time; read for many slots in a row they arrive together. Changes nothing. Confined to one thread.
 */
final class SlotsAhead {
    /** Slots read at a time: at 7 cache lines a slot and 2 of the table, 18 KiB, well within a first-level cache of 32 KiB. */
    static final int SLOTS = 32;
    /** Of each frame the same lines are read whatever its length, which is not there yet either: to ask for it would be to wait. */
    private static final int LINE_BYTES = 64;

    private final DedupTable dedup;
    private final MomentFrame moment = new MomentFrame();
    /** Written and never read, so that no compiler leaves the reads out. */
    private long seen;

    /**
     * For a table.
     *
     * @param dedup to read in
     */
    SlotsAhead(final DedupTable dedup) {
        this.dedup = dedup;
    }

    /**
     * Reads ahead.
     *
     * @param ring of the slots
     * @param from first slot
     * @param to   last slot, at most {@link #SLOTS} in all
     */
    void read(final RingBuffer<Slot> ring, final long from, final long to) {
        long sum = 0;
        for (long sequence = from; sequence <= to; sequence++) {
            final Slot slot = ring.get(sequence);
            final UnsafeBuffer buffer = slot.buffer;
            final int at = slot.offset;
            sum ^= slot.length ^ slot.receivedMs;
            sum ^= buffer.getByte(at) ^ buffer.getByte(at + LINE_BYTES) ^ buffer.getByte(at + 2 * LINE_BYTES)
                ^ buffer.getByte(at + 3 * LINE_BYTES) ^ buffer.getByte(at + 4 * LINE_BYTES);
        }
        int ids = 0;
        for (long sequence = from; sequence <= to; sequence++) {
            final Slot slot = ring.get(sequence);
            if (isMoment(slot)) {
                final long key = moment.wrap(slot.buffer, slot.offset).bits(Fact.EVENT_KEY, 0);
                if (key != 0) {
                    sum ^= dedup.touch(key, ids++);
                }
            }
        }
        seen = sum;
    }

    /** A frame of any other shape is left to the handler to refuse. */
    private static boolean isMoment(final Slot slot) {
        return slot.kind == Slot.FRAME
            && Frames.templateId(slot.buffer, slot.offset) == MomentEventDecoder.TEMPLATE_ID
            && Frames.blockLength(slot.buffer, slot.offset) == MomentEventDecoder.BLOCK_LENGTH;
    }
}
