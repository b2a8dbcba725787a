package dev.inkling.scoring;

/** What is known of a visitor at a time: a reused bag, filled by {@link Engine#readVisitor}. Times are epoch ms. */
public final class VisitorSnapshot {
    /** Most moments that are shown. */
    public static final int MOMENTS = VisitorLayout.RECENT;
    /** Time of something that never was. */
    public static final long NEVER = VisitorLayout.NEVER;

    /** Browser or device. */
    public long visitorKey;
    /** Signed-in shopper, 0 when unknown. */
    public long customerKey;
    /** Number of the storefront. */
    public int storefront;
    /** Sequence of the moment that began the session, 0 when there was none yet. */
    public long session;
    /** Whether the session is still open at the time asked for. */
    public boolean active;
    /** Start of the session; {@link #NEVER} when there was none yet. */
    public long sessionStart;
    /** Latest moment of the session; {@link #NEVER} when there was none yet. */
    public long sessionLast;
    /** Seconds from the start of the session to the time asked for, 0 or more. */
    public double sessionAge;
    /** Scored moments of the session. */
    public int sessionMoments;
    /** 0 to 1. */
    public double velocity;
    /** 0 to 1. */
    public double intent;
    /** 0 to 0.95. */
    public double profile;
    /** 0 to 1. */
    public double probability;
    /** 0 to 1. */
    public double risk;
    /** Ordinal of {@link Stage}. */
    public int stage;
    /** Ordinal of {@link Urgency}. */
    public int urgency;
    /** Deepest on the page, 0 to 1; NaN when unknown. */
    public double pageDepth;
    /** Items in the cart. */
    public int cartItems;
    /** Value of the cart, minor units. */
    public long cartValueMinor;
    /** Its currency, as in {@link Moment#currency}. */
    public int cartCurrency;
    /** Sessions so far. */
    public int sessions;
    /** Purchases so far. */
    public int purchases;
    /** Revenue so far, minor units. */
    public long revenueMinor;
    /** Its currency, as in {@link Moment#currency}. */
    public int revenueCurrency;
    /** Latest purchase; {@link #NEVER} without one. */
    public long latestPurchase;
    /** How many categories there are in {@link #categoryWeight}. */
    public int categories;
    /** Weight of each category's cluster. */
    public final double[] categoryWeight = new double[VisitorLayout.CATEGORIES];
    /** How many latest moments follow. */
    public int momentCount;
    /** When each happened, the one that came in last first. */
    public final long[] momentAt = new long[MOMENTS];
    /** Type of each in the catalogue in force. */
    public final int[] momentType = new int[MOMENTS];
    /** Intent of each, 0 to 1; 0 for outcomes. */
    public final double[] momentIntent = new double[MOMENTS];
}
