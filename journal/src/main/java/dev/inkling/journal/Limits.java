package dev.inkling.journal;

/** Bounds of what one event may say: what is cut, clamped or refused beyond them. Each frame has 1,024 bytes, whence most of them. */
public final class Limits {
    /** Most bytes of one descriptive string; longer ones are cut at a code point. Enough for a path or a campaign name. */
    public static final int STRING_BYTES = 256;
    /** Most bytes of all descriptive strings together; the last listed are cut first. Leaves 384 of a frame to numbers and ids. */
    public static final int STRINGS_BYTES = 640;
    /** Most bytes of visitorId, customerId, sessionId and momentType, each. Never cut, for a cut id is another's: refused. */
    public static final int ID_BYTES = 256;
    /** Most code points of eventId; it is compared, not read. */
    public static final int EVENT_ID_CHARS = 64;
    /**
     * Most bytes of visitorId, customerId, sessionId, eventId and momentType together. With them, all numbers and no strings a frame has
     * 94 (prefix and block) + 4 + 15 × 8 (values) + 4 + 5 × 3 (texts) + 768 = 1,005 bytes, which fits.
     */
    public static final int IDS_BYTES = 768;
    /** Most bytes of an e-mail address or a phone number; RFC 5321 allows 254. */
    public static final int CONTACT_BYTES = 256;
    /** Most bytes of a storefront's name. */
    public static final int STOREFRONT_BYTES = 64;
    /** Most keys of one event that are held without being interpreted. The shortest takes six bytes: as many as a frame could hold. */
    public static final int EXTRA_KEYS = 160;
    /** Most bytes of the reason in a dead letter; the rest of the frame is for the body. */
    public static final int REASON_BYTES = 200;

    /** Longest duration, s: a day. */
    public static final double DURATION_MAX = 86_400;
    /** Largest depth, count. */
    public static final double DEPTH_MAX = 10_000;
    /** Fastest scroll in either direction, px/s. */
    public static final double SCROLL_VELOCITY_MAX = 20_000;
    /** The whole page. */
    public static final double SCROLL_DEPTH_MAX = 1;
    /** Largest quantity, count. */
    public static final double QUANTITY_MAX = 10_000;
    /** Largest price or revenue in major units: in minor units of four decimals still far from 2^63. */
    public static final long MONEY_MAX_MAJOR = 1_000_000_000L;
    /** Most characters of an amount of money, for it is read exactly; other numbers may be longer, and are rounded. */
    public static final int NUMBER_CHARS = 1_000;

    /** Earliest time, epoch ms: 0000-01-01T00:00:00Z. */
    public static final long TIME_MIN_MS = -62_167_219_200_000L;
    /** Latest time, epoch ms: 9999-12-31T23:59:59.999Z. */
    public static final long TIME_MAX_MS = 253_402_300_799_999L;

    /** Most events of one request. */
    public static final int EVENTS = 1_000;
    /** Deepest nesting of JSON, the outermost array or object counted. */
    public static final int JSON_DEPTH = 64;

    private Limits() {
    }

    /**
     * Lower bound of a number.
     *
     * @param fact {@link Fact#DURATION} to {@link Fact#QUANTITY}
     * @return in the fact's unit
     */
    public static double min(final int fact) {
        return fact == Fact.SCROLL_VELOCITY ? -SCROLL_VELOCITY_MAX : 0;
    }

    /**
     * Upper bound of a number.
     *
     * @param fact {@link Fact#DURATION} to {@link Fact#QUANTITY}
     * @return in the fact's unit
     */
    public static double max(final int fact) {
        return switch (fact) {
            case Fact.DURATION -> DURATION_MAX;
            case Fact.DEPTH -> DEPTH_MAX;
            case Fact.SCROLL_VELOCITY -> SCROLL_VELOCITY_MAX;
            case Fact.SCROLL_DEPTH -> SCROLL_DEPTH_MAX;
            case Fact.QUANTITY -> QUANTITY_MAX;
            default -> throw new IllegalArgumentException("fact " + fact + " is no bounded number");
        };
    }
}
