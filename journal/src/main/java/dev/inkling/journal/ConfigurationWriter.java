package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.ConfigurationEncoder;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Cuts a configuration text into frames, one after the other. An empty text makes one frame. Not thread safe.
 *
 * <pre>{@code
 *   while (writer.hasNext()) {
 *       batch.commit(writer.next(batch.buffer(), batch.nextOffset()));
 *   }
 * }</pre>
 */
public final class ConfigurationWriter {
    /** Longest text, in bytes: 16 MiB. */
    public static final int MAX_TEXT_BYTES = 16 << 20;
    /** Text in one frame, in bytes: 1,024 less header (8), block (65) and length (2) leaves 949. */
    public static final int PIECE_BYTES = 900;
    private static final int PIECE_LENGTH_OFFSET = Frames.HEADER_BYTES + ConfigurationEncoder.BLOCK_LENGTH;
    private static final int PIECE_OFFSET = PIECE_LENGTH_OFFSET + Short.BYTES;

    private final ConfigKind kind;
    private final byte[] text;
    private final long digest;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ConfigurationEncoder encoder = new ConfigurationEncoder();
    private int written;
    private boolean isBegun;

    /**
     * A writer of one text.
     *
     * @param kind what it replaces
     * @param text UTF-8, at most {@link #MAX_TEXT_BYTES}
     */
    public ConfigurationWriter(final ConfigKind kind, final byte[] text) {
        if (text.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("configuration " + kind + " of " + text.length + " bytes: at most " + MAX_TEXT_BYTES);
        }
        this.kind = kind;
        this.text = text.clone();
        this.digest = TextHash.of(this.text);
    }

    /**
     * How many frames a text makes.
     *
     * @param textBytes length of it
     * @return frames, at least 1
     */
    public static int pieces(final int textBytes) {
        return Math.max(1, (textBytes + PIECE_BYTES - 1) / PIECE_BYTES);
    }

    /**
     * Whether pieces are left.
     *
     * @return true until the last one was written
     */
    public boolean hasNext() {
        return !isBegun || written < text.length;
    }

    /**
     * Writes the next frame, not sealed.
     *
     * @param buffer has room for {@link Frames#MAX_FRAME_BYTES}
     * @param offset where the frame is to begin
     * @return its length in bytes
     */
    public int next(final MutableDirectBuffer buffer, final int offset) {
        final int piece = Math.min(PIECE_BYTES, text.length - written);
        buffer.setMemory(offset, PIECE_OFFSET, (byte) 0);
        encoder.wrapAndApplyHeader(buffer, offset, header).textDigest(digest).textBytes(text.length).pieceOffset(written).kind(kind);
        buffer.putShort(offset + PIECE_LENGTH_OFFSET, (short) piece, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(offset + PIECE_OFFSET, text, written, piece);
        written += piece;
        isBegun = true;
        return PIECE_OFFSET + piece;
    }
}
