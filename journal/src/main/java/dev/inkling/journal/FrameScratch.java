package dev.inkling.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Room for one frame that nobody else sees, and its CRC32C. The caller's buffer may be shared between threads, and the JDK's
 * checksum moves position and limit of the buffer that it reads; so it reads a copy. Not thread safe.
 */
final class FrameScratch {
    private final ByteBuffer bytes = BufferUtil.allocateDirectAligned(Frames.MAX_FRAME_BYTES, 64);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();

    UnsafeBuffer buffer() {
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
     * CRC32C of every byte but those of the CRC itself.
     *
     * @param length of the frame
     * @return the checksum
     */
    int crc32c(final int length) {
        crc.reset();
        bytes.limit(Frames.CRC_OFFSET).position(0);
        crc.update(bytes);
        bytes.limit(length).position(Frames.EPOCH_OFFSET);
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
