package dev.inkling.journal;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * The prefix that every frame begins with, whatever its template, and the bound on its length.
 *
 * <pre>
 *   0        8        12       16         24         32      40     48               56
 *   | header | crc32c | epoch  | sequence | received | chain | salt | personalDigest | template's own ...
 * </pre>
 *
 * The layout is documented in full in {@code frames.xml}. All methods are stateless and may be called by any thread.
 */
public final class Frames {
    /** Longest frame, in bytes. Every buffer that holds one frame has this size. */
    public static final int MAX_FRAME_BYTES = 1024;
    /** Bytes of the message header. */
    public static final int HEADER_BYTES = 8;
    /** Offset of the CRC32C, u32. */
    public static final int CRC_OFFSET = 8;
    /** Offset of the epoch, u32. */
    public static final int EPOCH_OFFSET = 12;
    /** Offset of the sequence, u64. */
    public static final int SEQUENCE_OFFSET = 16;
    /** Offset of the time received, epoch ms, i64. */
    public static final int RECEIVED_OFFSET = 24;
    /** Offset of the chain, u64. */
    public static final int CHAIN_OFFSET = 32;
    /** Offset of the salt of the personal part, u64. */
    public static final int SALT_OFFSET = 40;
    /** Offset of the digest of salt and personal part, u64. */
    public static final int PERSONAL_DIGEST_OFFSET = 48;
    /** Where the template's own block begins; also the shortest frame. */
    public static final int PREFIX_BYTES = 56;

    private Frames() {
    }

    /**
     * Template of a frame.
     *
     * @param buffer holds the frame
     * @param offset of the frame's first byte
     * @return the template id, 0 to 65,535
     */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Length of the block behind the message header.
     *
     * @param buffer holds the frame
     * @param offset of the frame's first byte
     * @return bytes
     */
    public static int blockLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Epoch of the writer.
     *
     * @param buffer holds the frame
     * @param offset of the frame's first byte
     * @return the epoch, from 1; 0 while the frame is not sealed
     */
    public static int epoch(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + EPOCH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Sequence of a frame.
     *
     * @param buffer holds the frame
     * @param offset of the frame's first byte
     * @return the sequence, from 1; 0 while the frame is not sealed
     */
    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * When the journal handler took the frame.
     *
     * @param buffer holds the frame
     * @param offset of the frame's first byte
     * @return epoch ms
     */
    public static long received(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + RECEIVED_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Running digest of the queue, this frame included.
     *
     * @param buffer holds the frame
     * @param offset of the frame's first byte
     * @return the digest
     */
    public static long chain(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + CHAIN_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
