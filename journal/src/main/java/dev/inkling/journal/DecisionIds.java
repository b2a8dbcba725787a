package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.GroupSizeEncodingDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.TextKind;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Appends the personal part to a decision's frame: the ids as sent of the shopper it is for. The processor reads no personal part, so they
 * are put behind its work. Not thread safe; nothing is allocated.
 */
public final class DecisionIds {
    private static final ByteOrder ORDER = DecisionDecoder.BYTE_ORDER;
    private static final int GROUP_BYTES = DecisionDecoder.TextsDecoder.HEADER_SIZE;
    private static final int KIND_BYTES = DecisionDecoder.TextsDecoder.sbeBlockLength();
    private static final int VISITOR = TextKind.VISITOR_ID.value();
    private static final int CUSTOMER = TextKind.CUSTOMER_ID.value();
    private static final int SESSION = TextKind.SESSION_ID.value();
    private static final int ABSENT = -1;

    private final MomentFrame moment = new MomentFrame();
    private final int[] ids = new int[SESSION + 1];

    /**
     * Appends the ids to a frame that ends behind its labels. They are those of the moment that caused the decision, if it is by the same
     * visitor. {@link TextKind#VISITOR_ID} is the id that the visitor's key was made
     * of: the customer's or the session's when the sender gave no other. {@link TextKind#CUSTOMER_ID} is there only when its key is the
     * decision's. Ids that do not fit are left out, last first.
     *
     * @param cause          holds the frame that caused the decision, of any template
     * @param causeOffset    of its first byte
     * @param decision       holds the decision's frame, and room for {@link Frames#MAX_FRAME_BYTES}
     * @param decisionOffset of its first byte
     * @param decisionLength in bytes, without a personal part
     * @return length of the decision's frame now
     */
    public int attach(final DirectBuffer cause, final int causeOffset, final MutableDirectBuffer decision, final int decisionOffset,
                      final int decisionLength) {
        final int end = decisionOffset + Frames.MAX_FRAME_BYTES;
        final int group = group(decisionOffset, decisionLength);
        findIds(cause, causeOffset, decision, decisionOffset + Frames.HEADER_BYTES);
        int at = group + GROUP_BYTES;
        int count = 0;
        for (int kind = VISITOR; kind <= SESSION; kind++) {
            final int id = ids[kind];
            if (id != ABSENT) {
                final int length = cause.getShort(id + KIND_BYTES, ORDER) & 0xFFFF;
                if (at + MomentLayout.TEXT_BYTES + length > end) {
                    break;
                }
                at = MomentLayout.textHeader(decision, at, kind, length);
                decision.putBytes(at, cause, id + MomentLayout.TEXT_BYTES, length);
                at += length;
                count++;
            }
        }
        MomentLayout.groupHeader(decision, group, DecisionDecoder.TextsDecoder.sbeBlockLength(), count);
        return at - decisionOffset;
    }

    /**
     * Appends a personal part without ids: that of a decision which no moment caused. A timer is handled at the frame of anybody, even that
     * of the same shopper says nothing of the session before.
     *
     * @param decision       holds the decision's frame, and room for {@link Frames#MAX_FRAME_BYTES}
     * @param decisionOffset of its first byte
     * @param decisionLength in bytes, without a personal part
     * @return length of the decision's frame now
     */
    public static int attachNone(final MutableDirectBuffer decision, final int decisionOffset, final int decisionLength) {
        MomentLayout.groupHeader(decision, group(decisionOffset, decisionLength), DecisionDecoder.TextsDecoder.sbeBlockLength(), 0);
        return decisionLength + GROUP_BYTES;
    }

    private static int group(final int decisionOffset, final int decisionLength) {
        if (decisionLength + GROUP_BYTES > Frames.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("decision of " + decisionLength + " bytes leaves no room for a personal part");
        }
        return decisionOffset + decisionLength;
    }

    /** Finds where the moment's ids stand, by kind of the text that each becomes. */
    private void findIds(final DirectBuffer cause, final int causeOffset, final DirectBuffer decision, final int block) {
        for (int kind = VISITOR; kind <= SESSION; kind++) {
            ids[kind] = ABSENT;
        }
        if (Frames.templateId(cause, causeOffset) != MomentEventDecoder.TEMPLATE_ID) {
            return;
        }
        moment.wrap(cause, causeOffset);
        if (moment.visitorKey() != decision.getLong(block + DecisionDecoder.visitorKeyEncodingOffset(), ORDER)) {
            return;
        }
        final int texts = moment.textsOffset();
        final int count = cause.getShort(texts + GroupSizeEncodingDecoder.numInGroupEncodingOffset(), ORDER) & 0xFFFF;
        int at = texts + GROUP_BYTES;
        for (int i = 0; i < count; i++) {
            final int kind = cause.getByte(at) & 0xFF;
            if (kind > SESSION) {
                break;
            }
            ids[kind] = at;
            at += MomentLayout.TEXT_BYTES + (cause.getShort(at + KIND_BYTES, ORDER) & 0xFFFF);
        }
        if (ids[VISITOR] == ABSENT) {
            ids[VISITOR] = ids[CUSTOMER] == ABSENT ? ids[SESSION] : ids[CUSTOMER];
        }
        final long customerKey = decision.getLong(block + DecisionDecoder.customerKeyEncodingOffset(), ORDER);
        if (moment.bits(Fact.CUSTOMER_KEY, 0) != customerKey) {
            ids[CUSTOMER] = ABSENT;
        }
    }
}
