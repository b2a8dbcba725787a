package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.LabelKind;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.SkipDecoder;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.journal.codec.TickDecoder;
import dev.inkling.journal.codec.VoidDecoder;
import org.agrona.DirectBuffer;

/**
 * Whether bytes are a frame of the schema at all: known template, every group and text inside the frame and in order, every enumeration
 * known, no byte left over. Any bytes whatever get an answer; nothing outside the given range is read. What the numbers and
 * texts mean is not looked at. Stateless, allocates nothing, any thread.
 */
public final class FrameStructure {
    /** Bits of {@code Facts} that version 1 knows. */
    private static final long KNOWN_FACTS = (1L << (Fact.CURRENCY + 1)) - 1;
    private static final int GROUP_HEADER_BYTES = 4;
    private static final int VALUE_BYTES = 8;
    private static final int KIND_BYTES = 1;
    private static final int LENGTH_BYTES = 2;
    private static final int LAST_TEXT = TextKind.BODY.value();
    private static final int LAST_LABEL = LabelKind.TIMER.value();
    private static final int LAST_SOURCE = 4;
    private static final int LAST_DEVICE = 3;
    private static final int LAST_CONFIG = 3;
    private static final int LAST_STATUS = 4;
    private static final int LAST_STAGE = 3;
    private static final int LAST_URGENCY = 2;
    private static final int LAST_COHORT = 2;

    private FrameStructure() {
    }

    /**
     * Checks a frame that need not be sealed, such as one out of a datagram.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return {@link FrameVerdict#OK}, or {@link FrameVerdict#TOO_SHORT}, {@link FrameVerdict#TOO_LONG},
     *     {@link FrameVerdict#BAD_HEADER} or {@link FrameVerdict#BAD_STRUCTURE}
     */
    public static FrameVerdict check(final DirectBuffer buffer, final int offset, final int length) {
        final int found = personalOffset(buffer, offset, length, false);
        return found < 0 ? FrameVerdict.of(-found) : FrameVerdict.OK;
    }

    /**
     * Checks a frame and finds its personal part.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @param erased whether the personal part was erased: then it must be all zero, and is not read as texts
     * @return where the personal part begins, from the frame's first byte; the length when the template has none; or the
     *     ordinal of a verdict, negated
     */
    static int personalOffset(final DirectBuffer buffer, final int offset, final int length, final boolean erased) {
        if (length < Frames.PREFIX_BYTES) {
            return -FrameVerdict.TOO_SHORT.ordinal();
        }
        if (length > Frames.MAX_FRAME_BYTES || offset < 0 || offset > buffer.capacity() - length) {
            return -FrameVerdict.TOO_LONG.ordinal();
        }
        final int block = blockLength(Frames.templateId(buffer, offset));
        if (block == 0 || Frames.blockLength(buffer, offset) != block || !isThisSchema(buffer, offset)) {
            return -FrameVerdict.BAD_HEADER.ordinal();
        }
        final int end = offset + length;
        final int afterBlock = offset + Frames.HEADER_BYTES + block;
        if (afterBlock > end) {
            return -FrameVerdict.TOO_SHORT.ordinal();
        }
        final int personal = decidingEnd(buffer, offset, afterBlock, end);
        if (personal < 0 || !isPersonalSound(buffer, offset, personal, end, erased)) {
            return -FrameVerdict.BAD_STRUCTURE.ordinal();
        }
        return personal - offset;
    }

    private static boolean isThisSchema(final DirectBuffer buffer, final int offset) {
        return u16(buffer, offset + 4) == MomentEventDecoder.SCHEMA_ID
            && u16(buffer, offset + 6) == MomentEventDecoder.SCHEMA_VERSION;
    }

    private static int blockLength(final int template) {
        switch (template) {
            case MomentEventDecoder.TEMPLATE_ID:
                return MomentEventDecoder.BLOCK_LENGTH;
            case TickDecoder.TEMPLATE_ID:
                return TickDecoder.BLOCK_LENGTH;
            case ConfigurationDecoder.TEMPLATE_ID:
                return ConfigurationDecoder.BLOCK_LENGTH;
            case DecisionDecoder.TEMPLATE_ID:
                return DecisionDecoder.BLOCK_LENGTH;
            case CheckpointDecoder.TEMPLATE_ID:
                return CheckpointDecoder.BLOCK_LENGTH;
            case SkipDecoder.TEMPLATE_ID:
                return SkipDecoder.BLOCK_LENGTH;
            case VoidDecoder.TEMPLATE_ID:
                return VoidDecoder.BLOCK_LENGTH;
            case DeadLetterDecoder.TEMPLATE_ID:
                return DeadLetterDecoder.BLOCK_LENGTH;
            default:
                return 0;
        }
    }

    private static int decidingEnd(final DirectBuffer buffer, final int offset, final int afterBlock, final int end) {
        switch (Frames.templateId(buffer, offset)) {
            case MomentEventDecoder.TEMPLATE_ID:
                return momentEnd(buffer, offset + Frames.HEADER_BYTES, afterBlock, end);
            case DecisionDecoder.TEMPLATE_ID:
                return decisionEnd(buffer, offset + Frames.HEADER_BYTES, afterBlock, end);
            case ConfigurationDecoder.TEMPLATE_ID:
                return configurationEnd(buffer, offset + Frames.HEADER_BYTES, afterBlock, end);
            case DeadLetterDecoder.TEMPLATE_ID:
                return u8(buffer, offset + Frames.HEADER_BYTES + DeadLetterDecoder.sourceEncodingOffset()) <= LAST_SOURCE
                    ? afterBlock : -1;
            default:
                return afterBlock;
        }
    }

    private static int momentEnd(final DirectBuffer buffer, final int block, final int afterBlock, final int end) {
        final long facts = buffer.getLong(block + MomentEventDecoder.factsEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        final int valuesEnd = afterBlock + GROUP_HEADER_BYTES + Long.bitCount(facts) * VALUE_BYTES;
        final boolean sound = valuesEnd <= end
            && (facts & ~KNOWN_FACTS) == 0L
            && u16(buffer, afterBlock) == VALUE_BYTES
            && u16(buffer, afterBlock + 2) == Long.bitCount(facts)
            && u8(buffer, block + MomentEventDecoder.deviceEncodingOffset()) <= LAST_DEVICE
            && u8(buffer, block + MomentEventDecoder.sourceEncodingOffset()) <= LAST_SOURCE;
        return sound ? valuesEnd : -1;
    }

    private static int decisionEnd(final DirectBuffer buffer, final int block, final int afterBlock, final int end) {
        final boolean sound = u8(buffer, block + DecisionDecoder.statusEncodingOffset()) <= LAST_STATUS
            && u8(buffer, block + DecisionDecoder.stageEncodingOffset()) <= LAST_STAGE
            && u8(buffer, block + DecisionDecoder.urgencyEncodingOffset()) <= LAST_URGENCY
            && u8(buffer, block + DecisionDecoder.cohortEncodingOffset()) <= LAST_COHORT;
        return sound ? textsEnd(buffer, afterBlock, end, LAST_LABEL) : -1;
    }

    private static int configurationEnd(final DirectBuffer buffer, final int block, final int afterBlock, final int end) {
        if (afterBlock + LENGTH_BYTES > end || u8(buffer, block + ConfigurationDecoder.kindEncodingOffset()) > LAST_CONFIG) {
            return -1;
        }
        final int piece = u16(buffer, afterBlock);
        final long from = u32(buffer, block + ConfigurationDecoder.pieceOffsetEncodingOffset());
        final boolean sound = afterBlock + LENGTH_BYTES + piece == end
            && from + piece <= u32(buffer, block + ConfigurationDecoder.textBytesEncodingOffset());
        return sound ? end : -1;
    }

    private static boolean isPersonalSound(final DirectBuffer buffer, final int offset, final int personal, final int end,
                                           final boolean erased) {
        final int template = Frames.templateId(buffer, offset);
        final boolean hasTexts = template == MomentEventDecoder.TEMPLATE_ID || template == DecisionDecoder.TEMPLATE_ID
            || template == DeadLetterDecoder.TEMPLATE_ID;
        if (!hasTexts) {
            return personal == end;
        }
        return erased ? isZero(buffer, personal, end) : textsEnd(buffer, personal, end, LAST_TEXT) == end;
    }

    /** Walks a group of kind and text; kinds must ascend, so none stands twice. */
    private static int textsEnd(final DirectBuffer buffer, final int group, final int end, final int lastKind) {
        if (group + GROUP_HEADER_BYTES > end || u16(buffer, group) != KIND_BYTES) {
            return -1;
        }
        final int count = u16(buffer, group + 2);
        int at = group + GROUP_HEADER_BYTES;
        int before = -1;
        for (int i = 0; i < count; i++) {
            if (at + KIND_BYTES + LENGTH_BYTES > end) {
                return -1;
            }
            final int kind = u8(buffer, at);
            if (kind <= before || kind > lastKind) {
                return -1;
            }
            before = kind;
            at += KIND_BYTES + LENGTH_BYTES + u16(buffer, at + KIND_BYTES);
            if (at > end) {
                return -1;
            }
        }
        return at;
    }

    private static boolean isZero(final DirectBuffer buffer, final int from, final int end) {
        for (int at = from; at < end; at++) {
            if (buffer.getByte(at) != 0) {
                return false;
            }
        }
        return from + GROUP_HEADER_BYTES <= end;
    }

    private static int u8(final DirectBuffer buffer, final int at) {
        return buffer.getByte(at) & 0xFF;
    }

    private static int u16(final DirectBuffer buffer, final int at) {
        return buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private static long u32(final DirectBuffer buffer, final int at) {
        return buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
    }
}
