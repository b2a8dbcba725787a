package dev.inkling.journal;

import java.nio.ByteOrder;
import java.util.Arrays;

import dev.inkling.journal.codec.GroupSizeEncodingEncoder;
import dev.inkling.journal.codec.MomentEventEncoder;
import dev.inkling.journal.codec.RemarksEncoder;
import dev.inkling.journal.codec.TextKind;
import org.agrona.MutableDirectBuffer;

/**
 * Where the parts of a moment's frame stand. Written by hand, for the generated encoder would have to be fed value by value, but from
 * the generated codec's own offsets. Stateless.
 */
final class MomentLayout {
    /** Bytes of a text besides its own: kind and length. */
    static final int TEXT_BYTES = MomentEventEncoder.TextsEncoder.sbeBlockLength() + MomentEventEncoder.TextsEncoder.textHeaderLength();

    private static final ByteOrder ORDER = MomentEventEncoder.BYTE_ORDER;
    private static final int BLOCK = Frames.HEADER_BYTES;
    private static final int GROUP_BYTES = GroupSizeEncodingEncoder.ENCODED_LENGTH;
    private static final int VALUES = BLOCK + MomentEventEncoder.BLOCK_LENGTH;
    private static final int VALUE_BYTES = MomentEventEncoder.ValuesEncoder.sbeBlockLength();
    private static final int EXTRA = TextKind.EXTRA.value();
    private static final int[] HASH_FACTS = new int[MomentTexts.KINDS];

    static {
        Arrays.fill(HASH_FACTS, -1);
        HASH_FACTS[TextKind.ELEMENT.value()] = Fact.ELEMENT;
        HASH_FACTS[TextKind.INTERACTION.value()] = Fact.INTERACTION;
        HASH_FACTS[TextKind.CONTEXT.value()] = Fact.CONTEXT;
        HASH_FACTS[TextKind.PAGE.value()] = Fact.PAGE;
        HASH_FACTS[TextKind.CHANNEL.value()] = Fact.CHANNEL;
        HASH_FACTS[TextKind.CAMPAIGN.value()] = Fact.CAMPAIGN;
        HASH_FACTS[TextKind.PRODUCT.value()] = Fact.PRODUCT;
        HASH_FACTS[TextKind.CATEGORY.value()] = Fact.CATEGORY;
        HASH_FACTS[TextKind.ORDER.value()] = Fact.ORDER;
        HASH_FACTS[TextKind.EXPERIMENT.value()] = Fact.EXPERIMENT;
    }

    private MomentLayout() {
    }

    /** Fact that holds the hash of a kind of text, -1 when there is none. */
    static int hashFact(final int kind) {
        return HASH_FACTS[kind];
    }

    /** Bytes that a string costs besides its own. */
    static int overhead(final int kind) {
        return TEXT_BYTES + (HASH_FACTS[kind] >= 0 ? VALUE_BYTES : 0);
    }

    /** Bytes of the frame without its extra text, hashes of strings included though they are not put yet. */
    static int length(final MomentTexts texts, final MomentValues values) {
        int length = VALUES + GROUP_BYTES + values.count() * VALUE_BYTES + GROUP_BYTES;
        for (int kind = 0; kind < MomentTexts.KINDS; kind++) {
            if (texts.length(kind) > 0) {
                length += overhead(kind) + texts.length(kind);
            }
        }
        return length;
    }

    /**
     * Writes the frame.
     *
     * @return its length in bytes
     */
    static int write(final MutableDirectBuffer buffer, final int offset, final MomentValues values, final MomentTexts texts,
                     final ExtraMembers extra) {
        writeBlock(buffer, offset, values, texts.anyCut(), extra.dropped());
        int at = offset + VALUES;
        groupHeader(buffer, at, VALUE_BYTES, values.count());
        at += GROUP_BYTES;
        for (long left = values.facts(); left != 0; left &= left - 1) {
            buffer.putLong(at, values.bits(Long.numberOfTrailingZeros(left)), ORDER);
            at += VALUE_BYTES;
        }
        return writeTexts(buffer, at, texts, extra) - offset;
    }

    private static void writeBlock(final MutableDirectBuffer buffer, final int offset, final MomentValues values, final boolean cut,
                                   final boolean dropped) {
        buffer.putShort(offset, (short) MomentEventEncoder.BLOCK_LENGTH, ORDER);
        buffer.putShort(offset + 2, (short) MomentEventEncoder.TEMPLATE_ID, ORDER);
        buffer.putShort(offset + 4, (short) MomentEventEncoder.SCHEMA_ID, ORDER);
        buffer.putShort(offset + 6, (short) MomentEventEncoder.SCHEMA_VERSION, ORDER);
        buffer.setMemory(offset + Frames.HEADER_BYTES, Frames.PREFIX_BYTES - Frames.HEADER_BYTES, (byte) 0);
        final int block = offset + BLOCK;
        buffer.putLong(block + MomentEventEncoder.timestampEncodingOffset(), values.timestamp, ORDER);
        buffer.putLong(block + MomentEventEncoder.visitorKeyEncodingOffset(), values.visitorKey, ORDER);
        buffer.putLong(block + MomentEventEncoder.nameHashEncodingOffset(), values.nameHash, ORDER);
        buffer.putLong(block + MomentEventEncoder.factsEncodingOffset(), values.facts(), ORDER);
        buffer.putShort(block + MomentEventEncoder.storefrontEncodingOffset(), (short) values.storefront, ORDER);
        buffer.putByte(block + MomentEventEncoder.deviceEncodingOffset(), (byte) values.device);
        buffer.putByte(block + MomentEventEncoder.sourceEncodingOffset(), (byte) values.source);
        final short clamped = RemarksEncoder.clamped((short) 0, values.clamped);
        final short remarks = RemarksEncoder.extraDropped(RemarksEncoder.cut(clamped, cut), dropped);
        buffer.putShort(block + MomentEventEncoder.remarksEncodingOffset(), remarks, ORDER);
    }

    private static int writeTexts(final MutableDirectBuffer buffer, final int from, final MomentTexts texts, final ExtraMembers extra) {
        int at = from + GROUP_BYTES;
        int count = 0;
        for (int kind = 0; kind < MomentTexts.KINDS; kind++) {
            final int length = texts.length(kind);
            if (length > 0) {
                at = textHeader(buffer, at, kind, length);
                buffer.putBytes(at, texts.bytes(), texts.at(kind), length);
                at += length;
                count++;
            }
        }
        if (extra.length() > 0) {
            at = textHeader(buffer, at, EXTRA, extra.length());
            extra.write(buffer, at);
            at += extra.length();
            count++;
        }
        groupHeader(buffer, from, MomentEventEncoder.TextsEncoder.sbeBlockLength(), count);
        return at;
    }

    /** Writes the header of a group. */
    static void groupHeader(final MutableDirectBuffer buffer, final int at, final int blockLength, final int count) {
        buffer.putShort(at + GroupSizeEncodingEncoder.blockLengthEncodingOffset(), (short) blockLength, ORDER);
        buffer.putShort(at + GroupSizeEncodingEncoder.numInGroupEncodingOffset(), (short) count, ORDER);
    }

    /**
     * Writes kind and length of a text.
     *
     * @return where its bytes belong
     */
    static int textHeader(final MutableDirectBuffer buffer, final int at, final int kind, final int length) {
        buffer.putByte(at, (byte) kind);
        buffer.putShort(at + MomentEventEncoder.TextsEncoder.sbeBlockLength(), (short) length, ORDER);
        return at + TEXT_BYTES;
    }
}
