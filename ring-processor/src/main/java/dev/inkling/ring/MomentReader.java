package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.journal.Fact;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.scoring.Moment;
import org.agrona.DirectBuffer;

/**
 * Fills the engine's bag of fields from the deciding part of a moment's frame. Allocates nothing. Not thread safe.
 *
 * <p>Which values a frame has is as good as random to a processor that guesses where a branch goes, and a wrong guess costs more than
 * reading a value. So there is none: what a frame lacks is read from the word before, and put aside by a mask.
 */
final class MomentReader {
    private static final int TIMESTAMP_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.timestampEncodingOffset();
    private static final int VISITOR_KEY_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.visitorKeyEncodingOffset();
    private static final int NAME_HASH_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.nameHashEncodingOffset();
    private static final int FACTS_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.factsEncodingOffset();
    private static final int STOREFRONT_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.storefrontEncodingOffset();
    private static final int DEVICE_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.deviceEncodingOffset();
    private static final int GROUP_HEADER_BYTES = 4;
    private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

    private long timestamp;
    private long sentAt;

    /**
     * Key of the visitor that a frame is about, without reading the rest of it.
     *
     * @param frame  holds a moment's frame
     * @param offset of its first byte
     * @return the key
     */
    static long visitorKey(final DirectBuffer frame, final int offset) {
        return frame.getLong(offset + VISITOR_KEY_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Hash of a moment's name, without reading the rest of its frame.
     *
     * @param frame  holds a moment's frame
     * @param offset of its first byte
     * @return the hash
     */
    static long nameHash(final DirectBuffer frame, final int offset) {
        return frame.getLong(offset + NAME_HASH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads all but what depends on clocks: received and occurred stay as they are.
     *
     * @param frame  holds a moment's frame
     * @param offset of its first byte
     * @param to     is filled
     */
    void read(final DirectBuffer frame, final int offset, final Moment to) {
        final long facts = word(frame, offset + FACTS_OFFSET);
        final int at = offset + Frames.HEADER_BYTES + Frames.blockLength(frame, offset) + GROUP_HEADER_BYTES;
        timestamp = word(frame, offset + TIMESTAMP_OFFSET);
        sentAt = bits(frame, at, facts, Fact.SENT_AT, MomentTime.ABSENT);
        to.sequence = Frames.sequence(frame, offset);
        to.storefront = frame.getShort(offset + STOREFRONT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        to.device = frame.getByte(offset + DEVICE_OFFSET) & 0xFF;
        to.nameHash = word(frame, offset + NAME_HASH_OFFSET);
        to.visitorKey = word(frame, offset + VISITOR_KEY_OFFSET);
        to.customerKey = bits(frame, at, facts, Fact.CUSTOMER_KEY, 0);
        to.sessionKey = bits(frame, at, facts, Fact.SESSION_KEY, 0);
        to.element = bits(frame, at, facts, Fact.ELEMENT, 0);
        to.context = bits(frame, at, facts, Fact.CONTEXT, 0);
        to.page = bits(frame, at, facts, Fact.PAGE, 0);
        to.channel = bits(frame, at, facts, Fact.CHANNEL, 0);
        to.campaign = bits(frame, at, facts, Fact.CAMPAIGN, 0);
        to.product = bits(frame, at, facts, Fact.PRODUCT, 0);
        to.decision = bits(frame, at, facts, Fact.DECISION, 0);
        to.duration = number(frame, at, facts, Fact.DURATION);
        to.depth = number(frame, at, facts, Fact.DEPTH);
        to.scrollVelocity = number(frame, at, facts, Fact.SCROLL_VELOCITY);
        to.scrollDepth = number(frame, at, facts, Fact.SCROLL_DEPTH);
        to.quantity = number(frame, at, facts, Fact.QUANTITY);
        to.priceMinor = bits(frame, at, facts, Fact.PRICE, 0);
        to.hasPrice = (facts >>> Fact.PRICE & 1) != 0;
        to.revenueMinor = bits(frame, at, facts, Fact.REVENUE, 0);
        to.hasRevenue = (facts >>> Fact.REVENUE & 1) != 0;
        to.currency = (int) bits(frame, at, facts, Fact.CURRENCY, 0);
    }

    private static double number(final DirectBuffer frame, final int values, final long facts, final int fact) {
        return Double.longBitsToDouble(bits(frame, values, facts, fact, NAN));
    }

    private static long bits(final DirectBuffer frame, final int values, final long facts, final int fact, final long absent) {
        final long present = -(facts >>> fact & 1);
        final int before = Long.bitCount(facts & (1L << fact) - 1) + (int) ~present;
        return word(frame, values + (before << 3)) & present | absent & ~present;
    }

    private static long word(final DirectBuffer frame, final int at) {
        return frame.getLong(at, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Timestamp of the frame just read.
     *
     * @return epoch ms, {@link MomentTime#ABSENT} when there is none
     */
    long timestamp() {
        return timestamp;
    }

    /**
     * When the frame just read was sent.
     *
     * @return epoch ms, {@link MomentTime#ABSENT} when not given
     */
    long sentAt() {
        return sentAt;
    }
}
