package dev.inkling.perf.stream;

import java.nio.ByteOrder;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Moments without end, made by setting visitor and event id in ready-made frames: next to nothing beside what is measured. Moments keep the
 * order in which sample shoppers leave them, but belong to whatever visitor is drawn, so those who come often gather what rules ask for.
 * Allocates nothing. Not thread safe.
 */
public final class FrameStream {
    /** Frames before moments repeat: every persona many times over. */
    public static final int FRAMES = 1 << 14;
    private static final int VISITOR_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.visitorKeyEncodingOffset();

    private final FrameBatch frames = SampleFrames.batch(FRAMES);
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
        final MomentFrame moment = new MomentFrame();
        for (int i = 0; i < FRAMES; i++) {
            final int valuesOffset = moment.wrap(frames.buffer(), frames.offset(i)).textsOffset()
                - Long.BYTES * Long.bitCount(facts(frames.offset(i)));
            eventKeyOffsets[i] = valuesOffset + Long.BYTES * Long.bitCount(facts(frames.offset(i)) & (1L << Fact.EVENT_KEY) - 1);
        }
    }

    /** Moves to the next moment and gives it a visitor and an event key of its own. */
    public void next() {
        current = (int) (events & FRAMES - 1);
        events++;
        final UnsafeBuffer buffer = frames.buffer();
        buffer.putLong(frames.offset(current) + VISITOR_OFFSET, visitors.nextKey(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(eventKeyOffsets[current], events, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Stamps the moment as the journal handler would.
     *
     * @param sequence   of the frame
     * @param receivedMs of the frame, epoch ms
     */
    public void stamp(final long sequence, final long receivedMs) {
        frames.buffer().putLong(offset() + Frames.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        frames.buffer().putLong(offset() + Frames.RECEIVED_OFFSET, receivedMs, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Copies the moment to the end of a batch.
     *
     * @param batch with room for it
     */
    public void copyTo(final FrameBatch batch) {
        batch.buffer().putBytes(batch.nextOffset(), frames.buffer(), offset(), length());
        batch.commit(length());
    }

    /**
     * Holds the moment.
     *
     * @return the buffer, always the same one
     */
    public UnsafeBuffer buffer() {
        return frames.buffer();
    }

    /**
     * Where the moment begins.
     *
     * @return offset into {@link #buffer()}
     */
    public int offset() {
        return frames.offset(current);
    }

    /**
     * Length of the moment.
     *
     * @return bytes
     */
    public int length() {
        return frames.length(current);
    }

    /**
     * Mean length of all frames.
     *
     * @return bytes
     */
    public double meanBytes() {
        double sum = 0;
        for (int i = 0; i < FRAMES; i++) {
            sum += frames.length(i);
        }
        return sum / FRAMES;
    }

    private long facts(final int offset) {
        return frames.buffer().getLong(offset + Frames.HEADER_BYTES + MomentEventDecoder.factsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
    }
}
