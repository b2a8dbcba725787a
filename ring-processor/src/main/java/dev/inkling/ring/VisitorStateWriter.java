package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.scoring.VisitorSnapshot;
import org.agrona.MutableDirectBuffer;

/** Writes what {@link VisitorState} reads. Stateless, allocates nothing. */
final class VisitorStateWriter {
    private VisitorStateWriter() {
    }

    /**
     * Writes a state.
     *
     * @param from  what is known
     * @param atMs  as of when
     * @param to    has room for {@link VisitorState#MAX_BYTES}
     * @param start where to write
     * @return length in bytes
     */
    static int encode(final VisitorSnapshot from, final long atMs, final MutableDirectBuffer to, final int start) {
        putLong(to, start + VisitorState.AT, atMs);
        putLong(to, start + VisitorState.VISITOR_KEY, from.visitorKey);
        putLong(to, start + VisitorState.CUSTOMER_KEY, from.customerKey);
        putLong(to, start + VisitorState.SESSION, from.session);
        putLong(to, start + VisitorState.SESSION_START, from.sessionStart);
        putLong(to, start + VisitorState.SESSION_LAST, from.sessionLast);
        putLong(to, start + VisitorState.CART_VALUE_MINOR, from.cartValueMinor);
        putLong(to, start + VisitorState.REVENUE_MINOR, from.revenueMinor);
        putLong(to, start + VisitorState.LATEST_PURCHASE, from.latestPurchase);
        putLong(to, start + VisitorState.SESSION_AGE, Double.doubleToRawLongBits(from.sessionAge));
        putLong(to, start + VisitorState.VELOCITY, Double.doubleToRawLongBits(from.velocity));
        putLong(to, start + VisitorState.INTENT, Double.doubleToRawLongBits(from.intent));
        putLong(to, start + VisitorState.PROFILE, Double.doubleToRawLongBits(from.profile));
        putLong(to, start + VisitorState.PROBABILITY, Double.doubleToRawLongBits(from.probability));
        putLong(to, start + VisitorState.RISK, Double.doubleToRawLongBits(from.risk));
        putLong(to, start + VisitorState.PAGE_DEPTH, Double.doubleToRawLongBits(from.pageDepth));
        putInt(to, start + VisitorState.CART_CURRENCY, from.cartCurrency);
        putInt(to, start + VisitorState.REVENUE_CURRENCY, from.revenueCurrency);
        putInt(to, start + VisitorState.STOREFRONT, from.storefront);
        putInt(to, start + VisitorState.SESSION_MOMENTS, from.sessionMoments);
        putInt(to, start + VisitorState.CART_ITEMS, from.cartItems);
        putInt(to, start + VisitorState.SESSIONS, from.sessions);
        putInt(to, start + VisitorState.PURCHASES, from.purchases);
        to.putByte(start + VisitorState.STAGE, (byte) from.stage);
        to.putByte(start + VisitorState.URGENCY, (byte) from.urgency);
        to.putByte(start + VisitorState.ACTIVE, (byte) (from.active ? 1 : 0));
        to.putByte(start + VisitorState.MOMENT_COUNT, (byte) from.momentCount);
        int at = start + VisitorState.MOMENTS;
        for (int i = 0; i < from.momentCount; i++) {
            putLong(to, at, from.momentAt[i]);
            putLong(to, at + VisitorState.MOMENT_INTENT, Double.doubleToRawLongBits(from.momentIntent[i]));
            putInt(to, at + VisitorState.MOMENT_TYPE, from.momentType[i]);
            at += VisitorState.MOMENT_BYTES;
        }
        return at - start;
    }

    private static void putLong(final MutableDirectBuffer to, final int at, final long value) {
        to.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
    }

    private static void putInt(final MutableDirectBuffer to, final int at, final int value) {
        to.putInt(at, value, ByteOrder.LITTLE_ENDIAN);
    }
}
