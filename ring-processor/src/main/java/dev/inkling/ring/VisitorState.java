package dev.inkling.ring;

import java.nio.ByteOrder;

import dev.inkling.scoring.VisitorSnapshot;
import org.agrona.DirectBuffer;

/**
 * What is known of a visitor, as it travels from the ring to an event loop; never journaled. A flyweight: wrap it to read. Not thread
 * safe.
 *
 * <pre>
 *   0       8            16            24        32             40            48               56             64
 *   | at    | visitorKey | customerKey | session | sessionStart | sessionLast | cartValueMinor | revenueMinor | latestPurchase |
 *   72           80         88       96        104           112    120         128
 *   | sessionAge | velocity | intent | profile | probability | risk | pageDepth |
 *   128            132               136          140              144         148        152
 *   | cartCurrency | revenueCurrency | storefront | sessionMoments | cartItems | sessions | purchases |
 *   156     157       158      159           160
 *   | stage | urgency | active | momentCount | moments: at 8, intent 8, type 4 each, the one that came in last first
 * </pre>
 */
public final class VisitorState {
    static final int AT = 0;
    static final int VISITOR_KEY = 8;
    static final int CUSTOMER_KEY = 16;
    static final int SESSION = 24;
    static final int SESSION_START = 32;
    static final int SESSION_LAST = 40;
    static final int CART_VALUE_MINOR = 48;
    static final int REVENUE_MINOR = 56;
    static final int LATEST_PURCHASE = 64;
    static final int SESSION_AGE = 72;
    static final int VELOCITY = 80;
    static final int INTENT = 88;
    static final int PROFILE = 96;
    static final int PROBABILITY = 104;
    static final int RISK = 112;
    static final int PAGE_DEPTH = 120;
    static final int CART_CURRENCY = 128;
    static final int REVENUE_CURRENCY = 132;
    static final int STOREFRONT = 136;
    static final int SESSION_MOMENTS = 140;
    static final int CART_ITEMS = 144;
    static final int SESSIONS = 148;
    static final int PURCHASES = 152;
    static final int STAGE = 156;
    static final int URGENCY = 157;
    static final int ACTIVE = 158;
    static final int MOMENT_COUNT = 159;
    static final int MOMENTS = 160;
    static final int MOMENT_INTENT = 8;
    static final int MOMENT_TYPE = 16;
    static final int MOMENT_BYTES = 20;
    /** Longest state, in bytes. */
    public static final int MAX_BYTES = MOMENTS + VisitorSnapshot.MOMENTS * MOMENT_BYTES;

    private DirectBuffer buffer;
    private int offset;

    /** A flyweight over nothing yet. */
    public VisitorState() {
        // to be wrapped
    }

    /**
     * Looks at a state.
     *
     * @param state holds it
     * @param start of its first byte
     * @return this
     */
    public VisitorState wrap(final DirectBuffer state, final int start) {
        buffer = state;
        offset = start;
        return this;
    }

    private long getLong(final int at) {
        return buffer.getLong(offset + at, ByteOrder.LITTLE_ENDIAN);
    }

    private double getDouble(final int at) {
        return Double.longBitsToDouble(getLong(at));
    }

    private int getInt(final int at) {
        return buffer.getInt(offset + at, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * As of when the scores are read.
     *
     * @return epoch ms
     */
    public long at() {
        return getLong(AT);
    }

    /**
     * Browser or device.
     *
     * @return the key
     */
    public long visitorKey() {
        return getLong(VISITOR_KEY);
    }

    /**
     * Signed-in shopper.
     *
     * @return the key, 0 when unknown
     */
    public long customerKey() {
        return getLong(CUSTOMER_KEY);
    }

    /**
     * Moment that began the session.
     *
     * @return its sequence, 0 when there was none yet
     */
    public long session() {
        return getLong(SESSION);
    }

    /**
     * Start of the session.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} when there was none yet
     */
    public long sessionStart() {
        return getLong(SESSION_START);
    }

    /**
     * Latest moment of the session.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} when there was none yet
     */
    public long sessionLast() {
        return getLong(SESSION_LAST);
    }

    /**
     * Value of the cart.
     *
     * @return minor units of {@link #cartCurrency()}
     */
    public long cartValueMinor() {
        return getLong(CART_VALUE_MINOR);
    }

    /**
     * Revenue so far.
     *
     * @return minor units of {@link #revenueCurrency()}
     */
    public long revenueMinor() {
        return getLong(REVENUE_MINOR);
    }

    /**
     * Latest purchase.
     *
     * @return epoch ms, {@link Long#MIN_VALUE} without one
     */
    public long latestPurchase() {
        return getLong(LATEST_PURCHASE);
    }

    /**
     * Age of the session.
     *
     * @return seconds, 0 or more
     */
    public double sessionAge() {
        return getDouble(SESSION_AGE);
    }

    /**
     * Velocity score of the session.
     *
     * @return 0 to 1
     */
    public double velocity() {
        return getDouble(VELOCITY);
    }

    /**
     * Intent score of the session.
     *
     * @return 0 to 1
     */
    public double intent() {
        return getDouble(INTENT);
    }

    /**
     * Profile of the visitor.
     *
     * @return 0 to 0.95
     */
    public double profile() {
        return getDouble(PROFILE);
    }

    /**
     * Probability of conversion.
     *
     * @return 0 to 1
     */
    public double probability() {
        return getDouble(PROBABILITY);
    }

    /**
     * Risk of abandonment.
     *
     * @return 0 to 1
     */
    public double risk() {
        return getDouble(RISK);
    }

    /**
     * Currency of the cart.
     *
     * @return three ASCII letters in bits 0 to 23, exponent in bits 24 to 31; 0 when unknown
     */
    public int cartCurrency() {
        return getInt(CART_CURRENCY);
    }

    /**
     * Currency of the revenue.
     *
     * @return as {@link #cartCurrency()}
     */
    public int revenueCurrency() {
        return getInt(REVENUE_CURRENCY);
    }

    /**
     * Scored moments of the session.
     *
     * @return count
     */
    public int sessionMoments() {
        return getInt(SESSION_MOMENTS);
    }

    /**
     * Items in the cart.
     *
     * @return count
     */
    public int cartItems() {
        return getInt(CART_ITEMS);
    }

    /**
     * Sessions so far.
     *
     * @return count
     */
    public int sessions() {
        return getInt(SESSIONS);
    }

    /**
     * Purchases so far.
     *
     * @return count
     */
    public int purchases() {
        return getInt(PURCHASES);
    }

    /**
     * Stage of the session.
     *
     * @return 0 research, 1 consideration, 2 decision, 3 post_purchase
     */
    public int stage() {
        return buffer.getByte(offset + STAGE);
    }

    /**
     * Urgency of the session.
     *
     * @return 0 low, 1 medium, 2 high
     */
    public int urgency() {
        return buffer.getByte(offset + URGENCY);
    }

    /**
     * Whether the session is open.
     *
     * @return true while it is
     */
    public boolean active() {
        return buffer.getByte(offset + ACTIVE) != 0;
    }

    /**
     * Latest moments that are shown.
     *
     * @return count, 0 to 10
     */
    public int momentCount() {
        return buffer.getByte(offset + MOMENT_COUNT);
    }

    /**
     * When a moment happened.
     *
     * @param index 0 to {@link #momentCount()} - 1, the one that came in last first
     * @return epoch ms
     */
    public long momentAt(final int index) {
        return getLong(MOMENTS + index * MOMENT_BYTES);
    }

    /**
     * Intent of a moment.
     *
     * @param index 0 to {@link #momentCount()} - 1, the one that came in last first
     * @return 0 to 1
     */
    public double momentIntent(final int index) {
        return getDouble(MOMENTS + index * MOMENT_BYTES + MOMENT_INTENT);
    }

    /**
     * Type of a moment.
     *
     * @param index 0 to {@link #momentCount()} - 1, the one that came in last first
     * @return number in the catalogue in force
     */
    public int momentType(final int index) {
        return getInt(MOMENTS + index * MOMENT_BYTES + MOMENT_TYPE);
    }
}
