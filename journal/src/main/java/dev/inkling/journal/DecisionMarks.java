package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import org.agrona.DirectBuffer;

/** Looks at a decision's labels without decoding it. Stateless, allocates nothing. */
public final class DecisionMarks {
    private static final int COUNT_OFFSET = 2;
    private static final int LENGTH_OFFSET = 1;
    private static final int TEXT_OFFSET = LENGTH_OFFSET + Short.BYTES;

    private DecisionMarks() {
    }

    /**
     * Whether the rule of a decision is in shadow: recorded and never delivered.
     *
     * @param frame  holds a decision's frame
     * @param offset of its first byte
     * @return whether it has the label
     */
    public static boolean isShadow(final DirectBuffer frame, final int offset) {
        int at = offset + Frames.HEADER_BYTES + Frames.blockLength(frame, offset);
        final int count = frame.getShort(at + COUNT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        at += DecisionDecoder.LabelsDecoder.HEADER_SIZE;
        for (int i = 0; i < count; i++) {
            if (frame.getByte(at) == LabelKind.SHADOW.value()) {
                return true;
            }
            at += TEXT_OFFSET + (frame.getShort(at + LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF);
        }
        return false;
    }
}
