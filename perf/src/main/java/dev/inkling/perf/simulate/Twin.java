package dev.inkling.perf.simulate;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.ring.FrameSink;
import dev.inkling.ring.MomentProcessor;
import dev.inkling.ring.VisitorState;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A processor that never died: fed each journaled frame once, it says what must have been decided. Confined to one thread. */
final class Twin implements FrameSink {
    private static final int ORDINAL_OFFSET = Frames.HEADER_BYTES + DecisionDecoder.ordinalEncodingOffset();

    private final MomentProcessor processor = new MomentProcessor();
    private final List<StoredFrame> decisions = new ArrayList<>();
    private final List<StoredFrame> told = new ArrayList<>();
    private final UnsafeBuffer state = new UnsafeBuffer(new byte[VisitorState.MAX_BYTES]);

    /** Takes a frame of the events queue. */
    void feed(final StoredFrame frame) {
        processor.onFrame(frame.buffer(), 0, frame.bytes().length, this);
    }

    @Override
    public void onDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        onTimerDecision(frame, offset, length);
        told.add(decisions.get(decisions.size() - 1));
    }

    @Override
    public void onTimerDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        decisions.add(StoredFrame.copy(frame, offset, length));
    }

    /** What it decided, in order: frames without seal and ids. */
    List<StoredFrame> decisions() {
        return decisions;
    }

    /** Those of them that replies tell: what moments caused, and no timer. */
    List<StoredFrame> told() {
        return told;
    }

    /** Its rolling digest. */
    long digest() {
        return processor.digest();
    }

    /** Moments it was fed. */
    long events() {
        return processor.events();
    }

    /** A visitor's state, as a query answers. */
    byte[] visitor(final long key, final long atMs) {
        final int length = processor.query(key, atMs, state, 0);
        return Arrays.copyOf(state.byteArray(), length);
    }

    /** Whether a checkpoint says what is true of this twin now. */
    boolean agrees(final StoredFrame checkpoint) {
        final UnsafeBuffer frame = checkpoint.buffer();
        return frame.getLong(Frames.HEADER_BYTES + CheckpointDecoder.digestEncodingOffset(), ByteOrder.LITTLE_ENDIAN) == digest()
            && frame.getLong(Frames.HEADER_BYTES + CheckpointDecoder.eventsEncodingOffset(), ByteOrder.LITTLE_ENDIAN) == events();
    }

    /** Whether a journaled decision is one of the twin's, in all that decides. */
    static boolean isSame(final StoredFrame journaled, final StoredFrame decided) {
        final byte[] left = journaled.bytes();
        final byte[] right = decided.bytes();
        return left.length >= right.length
            && Arrays.equals(left, 0, Frames.CRC_OFFSET, right, 0, Frames.CRC_OFFSET)
            && Arrays.equals(left, Frames.SEQUENCE_OFFSET, Frames.CHAIN_OFFSET, right, Frames.SEQUENCE_OFFSET, Frames.CHAIN_OFFSET)
            && Arrays.equals(left, Frames.PREFIX_BYTES, right.length, right, Frames.PREFIX_BYTES, right.length);
    }

    /** A decision's id in words. */
    static String id(final StoredFrame decision) {
        return decision.sequence() + "." + (decision.buffer().getShort(ORDINAL_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
    }
}
