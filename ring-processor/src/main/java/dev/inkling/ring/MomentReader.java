package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.journal.Fact;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.scoring.Moment;
import org.agrona.DirectBuffer;

/**
 * Fills the engine's bag of fields from the deciding part of a moment's frame: one pass over the values that are there. Allocates
 * nothing. Not thread safe.
 */
final class MomentReader {
    private static final int FACTS_OFFSET = Frames.HEADER_BYTES + MomentEventDecoder.factsEncodingOffset();
    private static final int GROUP_HEADER_BYTES = 4;

    private final MomentFrame frame = new MomentFrame();
    private long sentAt;

    /**
     * Reads all but what depends on clocks: received and occurred stay as they are.
     *
     * @param buffer holds a moment's frame
     * @param offset of its first byte
     * @param to     is filled
     */
    void read(final DirectBuffer buffer, final int offset, final Moment to) {
        clear(to);
        frame.wrap(buffer, offset);
        to.sequence = frame.sequence();
        to.storefront = frame.storefront();
        to.device = frame.device();
        to.nameHash = frame.nameHash();
        to.visitorKey = frame.visitorKey();
        long facts = buffer.getLong(offset + FACTS_OFFSET, ByteOrder.LITTLE_ENDIAN);
        int at = offset + Frames.HEADER_BYTES + Frames.blockLength(buffer, offset) + GROUP_HEADER_BYTES;
        while (facts != 0) {
            take(to, Long.numberOfTrailingZeros(facts), buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
            at += Long.BYTES;
            facts &= facts - 1;
        }
    }

    /**
     * Timestamp of the frame just read.
     *
     * @return epoch ms, {@link MomentTime#ABSENT} when there is none
     */
    long timestamp() {
        return frame.timestamp();
    }

    /**
     * When the frame just read was sent.
     *
     * @return epoch ms, {@link MomentTime#ABSENT} when not given
     */
    long sentAt() {
        return sentAt;
    }

    private void take(final Moment to, final int fact, final long bits) {
        switch (fact) {
            case Fact.SENT_AT -> sentAt = bits;
            case Fact.CUSTOMER_KEY -> to.customerKey = bits;
            case Fact.SESSION_KEY -> to.sessionKey = bits;
            case Fact.ELEMENT -> to.element = bits;
            case Fact.INTERACTION -> to.interaction = bits;
            case Fact.CONTEXT -> to.context = bits;
            case Fact.PAGE -> to.page = bits;
            case Fact.CHANNEL -> to.channel = bits;
            case Fact.CAMPAIGN -> to.campaign = bits;
            case Fact.PRODUCT -> to.product = bits;
            case Fact.CATEGORY -> to.productCategory = bits;
            case Fact.ORDER -> to.order = bits;
            case Fact.EXPERIMENT -> to.experiment = bits;
            case Fact.DECISION -> to.decision = bits;
            case Fact.DURATION -> to.duration = Double.longBitsToDouble(bits);
            case Fact.DEPTH -> to.depth = Double.longBitsToDouble(bits);
            case Fact.SCROLL_VELOCITY -> to.scrollVelocity = Double.longBitsToDouble(bits);
            case Fact.SCROLL_DEPTH -> to.scrollDepth = Double.longBitsToDouble(bits);
            case Fact.QUANTITY -> to.quantity = Double.longBitsToDouble(bits);
            case Fact.PRICE -> {
                to.priceMinor = bits;
                to.hasPrice = true;
            }
            case Fact.REVENUE -> {
                to.revenueMinor = bits;
                to.hasRevenue = true;
            }
            case Fact.CURRENCY -> to.currency = (int) bits;
            default -> {
                // event id, e-mail, phone and what a later schema adds decide nothing here
            }
        }
    }

    private void clear(final Moment to) {
        sentAt = MomentTime.ABSENT;
        to.customerKey = 0;
        to.sessionKey = 0;
        to.element = 0;
        to.interaction = 0;
        to.context = 0;
        to.page = 0;
        to.channel = 0;
        to.campaign = 0;
        to.product = 0;
        to.productCategory = 0;
        to.order = 0;
        to.experiment = 0;
        to.decision = 0;
        to.duration = Double.NaN;
        to.depth = Double.NaN;
        to.scrollVelocity = Double.NaN;
        to.scrollDepth = Double.NaN;
        to.quantity = Double.NaN;
        to.priceMinor = 0;
        to.hasPrice = false;
        to.revenueMinor = 0;
        to.hasRevenue = false;
        to.currency = 0;
    }
}
