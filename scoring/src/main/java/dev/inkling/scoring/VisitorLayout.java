package dev.inkling.scoring;

/**
 * Record of a visitor: the session, and what outlives it. Times are epoch ms, money minor units, numbers little or big endian as
 * the machine has them. The first two cache lines and a half hold what every scored moment touches.
 *
 * <pre>
 *    0  session start        8  session last       16  session (sequence)  24  page hash
 *   32  page start          40  page depth         48  velocity sum        56  moments      60  previous type
 *   64  intent sum, stamp                          80  risk sum, stamp
 *   96  research sum, stamp                       112  consideration sum, stamp
 *  128  decision sum, stamp                       144  post_purchase sum, stamp
 *  160  previous at        168  page (sequence)   176  client's session    184  active      188  storefront
 *  192  customer key       200  seen (received)   208  latest purchase     216  latest pricing dwell
 *  224  cart changed       232  cart value        240  cart items          244  cart currency
 *  248  sessions           252  purchases         256  revenue             264  revenue's currency
 *  268  profile count      272  history count     280  profile: 10 x intent of moment
 *  360  history: 10 x (time &lt;&lt; 16 | type, intent of moment)
 *  520  clusters: 16 x (strength, last)           776  spare
 *  832  end, 13 cache lines
 * </pre>
 */
final class VisitorLayout {
    /** Bytes of a record. */
    static final int BYTES = 832;
    /** Most categories of moments: each has a cluster here. */
    static final int CATEGORIES = 16;
    /** Moments that the profile sums, and that a look-up shows. */
    static final int RECENT = 10;
    /** Time of something that never was. */
    static final long NEVER = Long.MIN_VALUE;

    static final int START = 0;
    static final int LAST = 8;
    static final int SESSION = 16;
    static final int PAGE_HASH = 24;
    static final int PAGE_START = 32;
    static final int PAGE_DEPTH = 40;
    static final int VELOCITY = 48;
    static final int MOMENTS = 56;
    /** Type of the session's previous scored moment, -1 when there is none. */
    static final int PREVIOUS_TYPE = 60;
    static final int INTENT = 64;
    static final int RISK = 80;
    static final int STAGES = 96;
    static final int PREVIOUS_AT = 160;
    static final int PAGE = 168;
    static final int CLIENT_SESSION = 176;
    static final int ACTIVE = 184;
    static final int STOREFRONT = 188;
    static final int CUSTOMER = 192;
    static final int SEEN = 200;
    static final int PURCHASE_AT = 208;
    static final int DWELL_AT = 216;
    static final int CART_AT = 224;
    static final int CART_VALUE = 232;
    static final int CART_ITEMS = 240;
    static final int CART_CURRENCY = 244;
    static final int SESSIONS = 248;
    static final int PURCHASES = 252;
    static final int REVENUE = 256;
    static final int REVENUE_CURRENCY = 264;
    static final int PROFILE_COUNT = 268;
    static final int HISTORY_COUNT = 272;
    static final int PROFILE = 280;
    static final int HISTORY = 360;
    static final int HISTORY_BYTES = 16;
    static final int TYPE_BITS = 16;
    static final int CLUSTERS = 520;
    static final int CLUSTER_BYTES = 16;

    private VisitorLayout() {
    }
}
