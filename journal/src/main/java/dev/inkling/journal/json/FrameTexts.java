package dev.inkling.journal.json;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.GroupSizeEncodingDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.TextKind;
import org.agrona.DirectBuffer;

/**
 * Strings of a group of texts or labels, by kind: each entry is a byte that says which, and a text. Kinds of a later version are passed
 * over. Reused, not thread safe.
 */
final class FrameTexts {
    private static final ByteOrder ORDER = MomentEventDecoder.BYTE_ORDER;
    private static final int KINDS = TextKind.BODY.value() + 1;
    private static final int GROUP_BYTES = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int LENGTH_BYTES = MomentEventDecoder.TextsDecoder.textHeaderLength();

    private final String[] texts = new String[KINDS];

    /**
     * Reads a group.
     *
     * @param frame holds it
     * @param at    of the group's header
     * @return where the group ends
     */
    int read(final DirectBuffer frame, final int at) {
        clear();
        final int blockLength = frame.getShort(at + GroupSizeEncodingDecoder.blockLengthEncodingOffset(), ORDER) & 0xFFFF;
        final int count = frame.getShort(at + GroupSizeEncodingDecoder.numInGroupEncodingOffset(), ORDER) & 0xFFFF;
        int next = at + GROUP_BYTES;
        for (int i = 0; i < count; i++) {
            final int kind = frame.getByte(next) & 0xFF;
            final int length = frame.getShort(next + blockLength, ORDER) & 0xFFFF;
            next += blockLength + LENGTH_BYTES;
            if (kind < KINDS) {
                final byte[] utf8 = new byte[length];
                frame.getBytes(next, utf8);
                texts[kind] = new String(utf8, StandardCharsets.UTF_8);
            }
            next += length;
        }
        return next;
    }

    /** Reads the personal part, unless the person has been erased: then nothing of it is left. */
    void readPersonal(final DirectBuffer frame, final int offset, final int at) {
        if (isErased(frame, offset)) {
            clear();
        } else {
            read(frame, at);
        }
    }

    /** A person has been erased when the salt is gone and the digest of what it salted is not. */
    private static boolean isErased(final DirectBuffer frame, final int offset) {
        return frame.getLong(offset + Frames.SALT_OFFSET, ORDER) == 0
            && frame.getLong(offset + Frames.PERSONAL_DIGEST_OFFSET, ORDER) != 0;
    }

    private void clear() {
        Arrays.fill(texts, null);
    }

    /** Text of a kind, null when there is none. */
    String get(final int kind) {
        return texts[kind];
    }

    String get(final TextKind kind) {
        return texts[kind.value()];
    }
}
