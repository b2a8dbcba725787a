package dev.inkling.journal;

import java.nio.ByteOrder;

import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.DirectBuffer;

/**
 * A flyweight over the deciding part of a moment's frame, with its optional values at hand in constant time: value of a fact
 * stands at the number of facts present below it. Allocates nothing. Not thread safe.
 */
public final class MomentFrame {
    /** Bytes before the first value: prefix, block and group header. */
    private static final int GROUP_HEADER_BYTES = 4;
    private static final int BLOCK_OFFSET = Frames.HEADER_BYTES;

    private DirectBuffer buffer;
    private int offset;
    private int valuesOffset;
    private long facts;

    /**
     * Looks at a frame.
     *
     * @param frame holds a moment's frame that {@code FrameCheck} or {@code MomentWriter} vouches for
     * @param at    offset of its first byte
     * @return this
     */
    public MomentFrame wrap(final DirectBuffer frame, final int at) {
        if (buffer != frame) {
            buffer = frame;
        }
        offset = at;
        valuesOffset = at + Frames.HEADER_BYTES + Frames.blockLength(frame, at) + GROUP_HEADER_BYTES;
        facts = getLong(MomentEventDecoder.factsEncodingOffset());
        return this;
    }

    /**
     * Whether a fact is known.
     *
     * @param fact one of {@link Fact}'s numbers
     * @return true when the sender gave it
     */
    public boolean has(final int fact) {
        return (facts & (1L << fact)) != 0;
    }

    /**
     * Raw bits of a fact.
     *
     * @param fact   one of {@link Fact}'s numbers
     * @param absent what to return when it is unknown
     * @return the bits
     */
    public long bits(final int fact, final long absent) {
        final long bit = 1L << fact;
        if ((facts & bit) == 0) {
            return absent;
        }
        return buffer.getLong(valuesOffset + (Long.bitCount(facts & (bit - 1)) << 3), ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A fact that is a number.
     *
     * @param fact one of {@link Fact}'s numbers
     * @return the double, NaN when it is unknown
     */
    public double number(final int fact) {
        final long bit = 1L << fact;
        if ((facts & bit) == 0) {
            return Double.NaN;
        }
        return Double.longBitsToDouble(
            buffer.getLong(valuesOffset + (Long.bitCount(facts & (bit - 1)) << 3), ByteOrder.LITTLE_ENDIAN));
    }

    /**
     * Where the personal part begins; the deciding part ends there.
     *
     * @return offset into the wrapped buffer
     */
    public int textsOffset() {
        return valuesOffset + (Long.bitCount(facts) << 3);
    }

    /**
     * Offset of the frame's first byte.
     *
     * @return offset into the wrapped buffer
     */
    public int offset() {
        return offset;
    }

    /**
     * Position of the frame.
     *
     * @return sequence, from 1; 0 while the frame is not sealed
     */
    public long sequence() {
        return Frames.sequence(buffer, offset);
    }

    /**
     * Stamp of the journal handler.
     *
     * @return epoch ms
     */
    public long received() {
        return Frames.received(buffer, offset);
    }

    /**
     * When it happened, by the sender's clock.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} when absent
     */
    public long timestamp() {
        return getLong(MomentEventDecoder.timestampEncodingOffset());
    }

    /**
     * Key of the browser or device.
     *
     * @return the key
     */
    public long visitorKey() {
        return getLong(MomentEventDecoder.visitorKeyEncodingOffset());
    }

    /**
     * Text hash of the moment's name as sent.
     *
     * @return the hash
     */
    public long nameHash() {
        return getLong(MomentEventDecoder.nameHashEncodingOffset());
    }

    /**
     * Kind of device, as {@link dev.inkling.journal.codec.Device} numbers it.
     *
     * @return 0 to 255
     */
    public int device() {
        return buffer.getByte(offset + BLOCK_OFFSET + MomentEventDecoder.deviceEncodingOffset()) & 0xFF;
    }

    /**
     * The door it came in by, as {@link dev.inkling.journal.codec.Source} numbers it.
     *
     * @return 0 to 255
     */
    public int source() {
        return buffer.getByte(offset + BLOCK_OFFSET + MomentEventDecoder.sourceEncodingOffset()) & 0xFF;
    }

    private long getLong(final int blockOffset) {
        return buffer.getLong(offset + BLOCK_OFFSET + blockOffset, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Number of the storefront.
     *
     * @return 0 to 65,535
     */
    public int storefront() {
        return buffer.getShort(offset + BLOCK_OFFSET + MomentEventDecoder.storefrontEncodingOffset(), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
