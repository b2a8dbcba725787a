package dev.inkling.journal;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.inkling.journal.codec.DeadLetterEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a refused event as a frame into a batch: why, and its body as sent, cut to fit at a code point. Values of e-mail addresses and
 * phone numbers are masked first ({@link PersonalMask}). Not thread safe. It allocates the reason's bytes.
 */
public final class DeadLetterWriter {
    private static final ByteOrder ORDER = DeadLetterEncoder.BYTE_ORDER;
    private static final int GROUP_BYTES = DeadLetterEncoder.TextsEncoder.HEADER_SIZE;
    private static final int TEXTS = Frames.HEADER_BYTES + DeadLetterEncoder.BLOCK_LENGTH;

    private final byte[] body = new byte[Frames.MAX_FRAME_BYTES];

    /**
     * Appends a dead letter to a batch.
     *
     * @param batch      takes the frame; it must have room for one more
     * @param index      place of the event in its request, from 0
     * @param storefront whose event
     * @param source     the door it came in by
     * @param problem    why it was refused; at most {@link Limits#REASON_BYTES} of it are kept
     * @param event      holds what was sent, whether UTF-8 or not
     * @param offset     of its first byte
     * @param length     in bytes
     */
    public void write(final FrameBatch batch, final int index, final Storefront storefront, final Source source, final Problem problem,
                      final byte[] event, final int offset, final int length) {
        final int from = batch.nextOffset();
        final UnsafeBuffer buffer = batch.buffer();
        final byte[] reason = Utf8.bytes(problem.toString());
        final int reasonLength = Utf8.floor(reason, 0, reason.length, Limits.REASON_BYTES);
        writeBlock(buffer, from, index, storefront, source);
        int at = MomentLayout.textHeader(buffer, from + TEXTS + GROUP_BYTES, TextKind.REASON.value(), reasonLength);
        buffer.putBytes(at, reason, 0, reasonLength);
        at += reasonLength;
        final int bodyLength = maskedBody(event, offset, length, from + Frames.MAX_FRAME_BYTES - at - MomentLayout.TEXT_BYTES);
        if (bodyLength > 0) {
            at = MomentLayout.textHeader(buffer, at, TextKind.BODY.value(), bodyLength);
            buffer.putBytes(at, body, 0, bodyLength);
            at += bodyLength;
        }
        MomentLayout.groupHeader(buffer, from + TEXTS, DeadLetterEncoder.TextsEncoder.sbeBlockLength(), bodyLength > 0 ? 2 : 1);
        batch.commit(at - from);
    }

    private static void writeBlock(final UnsafeBuffer buffer, final int from, final int index, final Storefront storefront,
                                   final Source source) {
        buffer.putShort(from, (short) DeadLetterEncoder.BLOCK_LENGTH, ORDER);
        buffer.putShort(from + 2, (short) DeadLetterEncoder.TEMPLATE_ID, ORDER);
        buffer.putShort(from + 4, (short) DeadLetterEncoder.SCHEMA_ID, ORDER);
        buffer.putShort(from + 6, (short) DeadLetterEncoder.SCHEMA_VERSION, ORDER);
        buffer.setMemory(from + Frames.HEADER_BYTES, Frames.PREFIX_BYTES - Frames.HEADER_BYTES, (byte) 0);
        final int block = from + Frames.HEADER_BYTES;
        buffer.putInt(block + DeadLetterEncoder.indexEncodingOffset(), index, ORDER);
        buffer.putShort(block + DeadLetterEncoder.storefrontEncodingOffset(), (short) storefront.number(), ORDER);
        buffer.putByte(block + DeadLetterEncoder.sourceEncodingOffset(), (byte) source.value());
    }

    private int maskedBody(final byte[] event, final int offset, final int length, final int room) {
        final int masked = PersonalMask.copy(event, offset, length, false, body, 0, Math.min(room + 1, body.length));
        int kept = Utf8.floor(body, 0, masked, room);
        if (Utf8.firstInvalid(body, 0, kept) >= 0) {
            final byte[] repaired = new String(body, 0, masked, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            kept = Utf8.floor(repaired, 0, repaired.length, room);
            System.arraycopy(repaired, 0, body, 0, kept);
        }
        return kept;
    }
}
