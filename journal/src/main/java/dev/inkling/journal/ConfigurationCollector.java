package dev.inkling.journal;

import java.nio.ByteOrder;
import java.util.Arrays;

import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.ConfigurationDecoder;
import org.agrona.DirectBuffer;

/**
 * Puts configuration texts together from their frames. A text is whole when its last byte is there and its hash agrees; a piece that
 * does not continue the one before ends the text in hand, and the next text begins with a piece at 0. Not thread safe.
 */
public final class ConfigurationCollector {
    private static final int BLOCK = Frames.HEADER_BYTES;
    private static final int PIECE_LENGTH_OFFSET = BLOCK + ConfigurationDecoder.BLOCK_LENGTH;
    private static final byte[] EMPTY = {};

    private byte[] text = EMPTY;
    private int collected;
    private int textBytes;
    private long digest;
    private int kind;
    private boolean isBegun;

    /** What a piece led to. */
    public enum Outcome {
        /** Pieces are missing still. */
        MORE,
        /** The text is whole: {@link #text()} and {@link #kind()} have it until the next piece. */
        WHOLE,
        /** The piece continues nothing, or the text is too long, or its hash differs: all of it is forgotten. */
        BROKEN
    }

    /**
     * A text that is not whole yet.
     *
     * @param kind      what it is to replace, as its frames have it
     * @param textBytes of the whole text
     * @param digest    of the whole text
     * @param collected the bytes that are there, fewer than that
     */
    public record Partial(int kind, int textBytes, long digest, byte[] collected) {
    }

    /**
     * What is there of a text in hand.
     *
     * @return a copy, null when no text is begun
     */
    public Partial partial() {
        return isBegun ? new Partial(kind, textBytes, digest, Arrays.copyOf(text, collected)) : null;
    }

    /**
     * Goes on with a text.
     *
     * @param partial what another collector had of it
     */
    public void resume(final Partial partial) {
        kind = partial.kind;
        textBytes = partial.textBytes;
        digest = partial.digest;
        collected = partial.collected.length;
        text = Arrays.copyOf(partial.collected, textBytes);
        isBegun = true;
    }

    /**
     * Takes a piece.
     *
     * @param frame  holds a configuration frame that the check found sound
     * @param offset of its first byte
     * @return what it led to
     */
    public Outcome onPiece(final DirectBuffer frame, final int offset) {
        final int from = getInt(frame, offset + BLOCK + ConfigurationDecoder.pieceOffsetEncodingOffset());
        final int length = frame.getShort(offset + PIECE_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (from == 0) {
            begin(frame, offset);
        }
        if (!continues(frame, offset, from, length)) {
            isBegun = false;
            return Outcome.BROKEN;
        }
        frame.getBytes(offset + PIECE_LENGTH_OFFSET + Short.BYTES, text, collected, length);
        collected += length;
        if (collected < textBytes) {
            return Outcome.MORE;
        }
        isBegun = false;
        return TextHash.of(text, 0, textBytes) == digest ? Outcome.WHOLE : Outcome.BROKEN;
    }

    /**
     * The whole text.
     *
     * @return UTF-8, a copy
     */
    public byte[] text() {
        return Arrays.copyOf(text, textBytes);
    }

    /**
     * What the whole text replaces.
     *
     * @return the kind
     */
    public ConfigKind kind() {
        return ConfigKind.get((short) kind);
    }

    /**
     * Text hash of the whole text.
     *
     * @return the hash
     */
    public long digest() {
        return digest;
    }

    private void begin(final DirectBuffer frame, final int offset) {
        collected = 0;
        textBytes = getInt(frame, offset + BLOCK + ConfigurationDecoder.textBytesEncodingOffset());
        digest = getLong(frame, offset + BLOCK + ConfigurationDecoder.textDigestEncodingOffset());
        kind = getKind(frame, offset);
        isBegun = textBytes >= 0 && textBytes <= ConfigurationWriter.MAX_TEXT_BYTES;
        if (isBegun && text.length < textBytes) {
            text = new byte[textBytes];
        }
    }

    private boolean continues(final DirectBuffer frame, final int offset, final int from, final int length) {
        return isBegun
            && from == collected
            && length <= textBytes - collected
            && (length > 0 || textBytes == 0)
            && kind == getKind(frame, offset)
            && textBytes == getInt(frame, offset + BLOCK + ConfigurationDecoder.textBytesEncodingOffset())
            && digest == getLong(frame, offset + BLOCK + ConfigurationDecoder.textDigestEncodingOffset());
    }

    private static int getInt(final DirectBuffer frame, final int at) {
        return frame.getInt(at, ByteOrder.LITTLE_ENDIAN);
    }

    private static long getLong(final DirectBuffer frame, final int at) {
        return frame.getLong(at, ByteOrder.LITTLE_ENDIAN);
    }

    private static int getKind(final DirectBuffer frame, final int offset) {
        return frame.getByte(offset + BLOCK + ConfigurationDecoder.kindEncodingOffset());
    }
}
