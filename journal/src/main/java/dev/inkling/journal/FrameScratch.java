package dev.inkling.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Room for one frame that nobody else sees, and its CRC32C. A buffer at large may be shared between threads, and the JDK's checksum moves
 * position and limit of the buffer that it reads; so it reads what stands here. Not thread safe.
 */
public final class FrameScratch {
    private final ByteBuffer bytes = BufferUtil.allocateDirectAligned(Frames.MAX_FRAME_BYTES, 64);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();

    /** Room for {@link Frames#MAX_FRAME_BYTES}, off the heap. */
    public FrameScratch() {
        // nothing in it yet
    }

    /**
     * Holds the frame.
     *
     * @return the buffer, always the same one; the frame stands at index 0
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Copies a frame to index 0.
     *
     * @param frame  holds it
     * @param offset of its first byte
     * @param length in bytes, at most {@link Frames#MAX_FRAME_BYTES}
     */
    void load(final DirectBuffer frame, final int offset, final int length) {
        buffer.putBytes(0, frame, offset, length);
    }

    /**
     * CRC32C of every byte but those of the CRC itself. The header stands before the rest while it is computed, so that one pass does.
     *
     * @param length of the frame
     * @return the checksum
     */
    int crc32c(final int length) {
        final int moved = Frames.EPOCH_OFFSET - Frames.CRC_OFFSET;
        final long header = buffer.getLong(0, ByteOrder.LITTLE_ENDIAN);
        final int before = buffer.getInt(Frames.CRC_OFFSET, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(moved, header, ByteOrder.LITTLE_ENDIAN);
        crc.reset();
        bytes.limit(length).position(moved);
        crc.update(bytes);
        buffer.putLong(0, header, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(Frames.CRC_OFFSET, before, ByteOrder.LITTLE_ENDIAN);
        return (int) crc.getValue();
    }
}
