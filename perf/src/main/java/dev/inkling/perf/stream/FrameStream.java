package dev.inkling.perf.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Moments without end, made by setting visitor and event id in ready-made frames: next to nothing beside what is measured. Moments keep the
 * order in which sample shoppers leave them, but belong to whatever visitor is drawn, so those who come often gather what rules ask for.
 * Allocates nothing. Not thread safe.
 */
public final class FrameStream {
    /** Frames before moments repeat: every persona many times over, and few enough to stay as near as what a ring has just taken in. */
    public static final int FRAMES = 1 << 12;
    private static final int VISITOR_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.visitorKeyEncodingOffset();

    /** Frames stand one behind the other, as in a journal. */
    private final UnsafeBuffer frames;
    private final int[] offsets = new int[FRAMES];
    private final int[] lengths = new int[FRAMES];
    private final int[] eventKeyOffsets = new int[FRAMES];
    private final Visitors visitors;
    private long events;
    private int current;

    /**
     * A stream.
     *
     * @param visitors   who the moments come from
     * @param firstEvent number that event keys begin at, so that two streams into one journal do not repeat each other
     */
    public FrameStream(final Visitors visitors, final long firstEvent) {
        this.visitors = visitors;
        this.events = firstEvent;
        final FrameBatch samples = SampleFrames.batch(FRAMES);
        frames = new UnsafeBuffer(ByteBuffer.allocateDirect(FRAMES * Frames.MAX_FRAME_BYTES));
        final MomentFrame moment = new MomentFrame();
        int end = 0;
        for (int i = 0; i < FRAMES; i++) {
            offsets[i] = end;
            lengths[i] = samples.length(i);
            frames.putBytes(end, samples.buffer(), samples.offset(i), lengths[i]);
            end += BitUtil.align(lengths[i], Long.BYTES);
            final int valuesOffset = moment.wrap(frames, offsets[i]).textsOffset() - Long.BYTES * Long.bitCount(facts(offsets[i]));
            eventKeyOffsets[i] = valuesOffset + Long.BYTES * Long.bitCount(facts(offsets[i]) & (1L << Fact.EVENT_KEY) - 1);
        }
    }

    /** Moves to the next moment and gives it a visitor and an event key of its own. */
    public void next() {
        current = (int) (events & FRAMES - 1);
        events++;
        final UnsafeBuffer buffer = frames;
        buffer.putLong(offsets[current] + VISITOR_OFFSET, visitors.nextKey(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(eventKeyOffsets[current], events, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Where the next moment will be.
     *
     * @return position for {@link #seek}
     */
    public int position() {
        return (int) (events & FRAMES - 1);
    }

    /**
     * Goes back to a moment that was made.
     *
     * @param position of it, fewer than {@link #FRAMES} moments ago; counted on from an earlier {@link #position()}
     */
    public void seek(final int position) {
        current = position & FRAMES - 1;
    }

    /**
     * Stamps the moment as the journal handler would.
     *
     * @param sequence   of the frame
     * @param receivedMs of the frame, epoch ms
     */
    public void stamp(final long sequence, final long receivedMs) {
        frames.putLong(offset() + Frames.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        frames.putLong(offset() + Frames.RECEIVED_OFFSET, receivedMs, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Copies the moment to the end of a batch.
     *
     * @param batch with room for it
     */
    public void copyTo(final FrameBatch batch) {
        batch.buffer().putBytes(batch.nextOffset(), frames, offset(), length());
        batch.commit(length());
    }

    /**
     * Holds the moment.
     *
     * @return the buffer, always the same one
     */
    public UnsafeBuffer buffer() {
        return frames;
    }

    /**
     * Where the moment begins.
     *
     * @return offset into {@link #buffer()}
     */
    public int offset() {
        return offsets[current];
    }

    /**
     * Length of the moment.
     *
     * @return bytes
     */
    public int length() {
        return lengths[current];
    }

    /**
     * Mean length of all frames.
     *
     * @return bytes
     */
    public double meanBytes() {
        double sum = 0;
        for (int i = 0; i < FRAMES; i++) {
            sum += lengths[i];
        }
        return sum / FRAMES;
    }

    private long facts(final int offset) {
        return frames.getLong(offset + Frames.HEADER_BYTES + MomentEventDecoder.factsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
    }
}
