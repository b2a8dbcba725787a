package dev.inkling.scoring;

/**
 * One moment as the engine reads it. A reusable bag of fields, filled by the processor with what scores and rules read of a frame;
 * unknown numbers are NaN, unknown hashes and keys 0. Times are epoch ms, durations seconds.
 */
public final class Moment {
    private static final int DEVICES = Device.values().length;

    /** Position in the journal, from 1. */
    public long sequence;
    /** Stamp of the journal handler, ms. */
    public long received;
    /** When it happened, ms; every window and session uses it. */
    public long occurred;
    /** Number of the storefront. */
    public int storefront;
    /** Kind of device: 0 other, 1 mobile, 2 desktop, 3 tablet. */
    public int device;
    /** Text hash of the name as sent; the catalogue in force maps it to a type. */
    public long nameHash;
    /** Browser or device. */
    public long visitorKey;
    /** Signed-in shopper, 0 when unknown. */
    public long customerKey;
    /** The storefront's own session label, 0 when unknown. */
    public long sessionKey;
    /** Text hash. */
    public long element;
    /** Text hash. */
    public long context;
    /** Text hash. */
    public long page;
    /** Text hash of the traffic source. */
    public long channel;
    /** Text hash. */
    public long campaign;
    /** Text hash. */
    public long product;
    /** Decision that this moment answers: its sequence in the upper 48 bits, its ordinal in the lower 16; 0 for none. */
    public long decision;
    /** Seconds. */
    public double duration;
    /** Count. */
    public double depth;
    /** Pixels a second, signed. */
    public double scrollVelocity;
    /** 0 to 1. */
    public double scrollDepth;
    /** Count. */
    public double quantity;
    /** Minor units; meaningful when {@link #hasPrice}. */
    public long priceMinor;
    /** Whether a price was given. */
    public boolean hasPrice;
    /** Minor units; meaningful when {@link #hasRevenue}. */
    public long revenueMinor;
    /** Whether a revenue was given. */
    public boolean hasRevenue;
    /** Three ASCII letters in bits 0 to 23 (first letter lowest), exponent in bits 24 to 31; 0 when unknown (exponent 2). */
    public int currency;

    /** Refuses numbers that tables have no place for. */
    void check(final int storefronts) {
        if (storefront < 0 || storefront >= storefronts || device < 0 || device >= DEVICES) {
            throw new IllegalArgumentException("moment " + sequence + ": storefront " + storefront + " of " + storefronts + ", device "
                + device);
        }
    }
}
