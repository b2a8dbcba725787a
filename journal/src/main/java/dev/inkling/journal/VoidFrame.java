package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes and reads the frame that takes back what stands behind a point of a queue. Stateless. */
public final class VoidFrame {
    /** Length of the frame, in bytes. */
    public static final int LENGTH = Frames.HEADER_BYTES + VoidDecoder.BLOCK_LENGTH;
    private static final int LAST_GOOD_OFFSET = Frames.HEADER_BYTES + VoidDecoder.lastGoodEncodingOffset();

    private VoidFrame() {
    }

    /**
     * Writes a void frame, not sealed. It is to be appended with sequence {@code lastGood} to the decisions queue, and with
     * {@code lastGood + 1} to the others.
     *
     * @param buffer   has room for {@link #LENGTH} bytes
     * @param offset   of the first
     * @param lastGood last sequence that stands, 0 when none does
     * @return length in bytes
     */
    public static int write(final MutableDirectBuffer buffer, final int offset, final long lastGood) {
        buffer.setMemory(offset, LENGTH, (byte) 0);
        buffer.putShort(offset, (short) VoidDecoder.BLOCK_LENGTH, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + 2, (short) VoidDecoder.TEMPLATE_ID, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + 4, (short) VoidDecoder.SCHEMA_ID, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + 6, (short) VoidDecoder.SCHEMA_VERSION, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + LAST_GOOD_OFFSET, lastGood, ByteOrder.LITTLE_ENDIAN);
        return LENGTH;
    }

    /**
     * Takes back what stands behind a point of a queue.
     *
     * @param appender   of the queue
     * @param lastGood   last sequence that stands, 0 when none does
     * @param sequence   of the void frame
     * @param receivedMs of it, epoch ms; may be before the epoch where nothing stands
     */
    public static void append(final FrameAppender appender, final long lastGood, final long sequence, final long receivedMs) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[LENGTH]);
        write(frame, 0, lastGood);
        appender.append(frame, 0, LENGTH, sequence, Math.max(0L, receivedMs));
    }

    /**
     * Last sequence that stands.
     *
     * @param buffer holds a void frame
     * @param offset of its first byte
     * @return the sequence
     */
    public static long lastGood(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + LAST_GOOD_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
