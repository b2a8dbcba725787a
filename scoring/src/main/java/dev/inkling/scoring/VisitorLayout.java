package dev.inkling.scoring;

/**
 * Record of a visitor: the session, and what outlives it. Times are epoch ms, money minor units, byte order the machine's. What costs
 * time is not the arithmetic but the cache lines fetched from memory, so each line holds what is needed together: every scored moment
 * takes the first four, one of the history and one of the clusters; the fifth is for rules.
 *
 * <pre>
 *    0  session last         8  session start      16  session (sequence)  24  page (sequence)
 *   32  page hash           40  page start         48  page depth          56  velocity sum
 *   64  intent sum, stamp                          80  risk sum, stamp
 *   96  seen (received)    104  profile sum       112  previous at        120  previous type  124  moments
 *  128  research sum, stamp                       144  consideration sum, stamp
 *  160  decision sum, stamp                       176  post_purchase sum, stamp
 *  192  cluster 0: strength, last                 208  latest purchase    216  cart changed
 *  224  cart value         232  cart items        236  cart currency      240  profile count  244  history count
 *  248  active             252  outcome count
 *  256  customer key       264  sessions          268  purchases          272  revenue
 *  280  revenue's currency 284  storefront        288  client's session   296  latest pricing dwell
 *  304  spare
 *  320  history: 10 x (time &lt;&lt; 16 | type, intent of moment)
 *  480  outcomes: 4 x (time &lt;&lt; 16 | type, history count at the time)
 *  544  clusters 1 to 15: strength, last
 *  784  spare
 *  832  end, 13 cache lines
 * </pre>
 */
final class VisitorLayout {
    /** Bytes of a record. */
    static final int BYTES = 832;
    /** Bytes that the processor fetches at once. */
    static final int CACHE_LINE = 64;
    /** Lines that scored moments take: the session's, the rules', and the history's. */
    static final int HOT_LINES = 8;
    /** Most categories of moments: each has a cluster here. */
    static final int CATEGORIES = 16;
    /** Scored moments that the profile sums, and that a look-up shows. */
    static final int RECENT = 10;
    /** Outcomes that a look-up shows among them. */
    static final int RECENT_OUTCOMES = 4;
    /** Time of something that never was. */
    static final long NEVER = Long.MIN_VALUE;

    static final int LAST = 0;
    static final int START = 8;
    static final int SESSION = 16;
    static final int PAGE = 24;
    static final int PAGE_HASH = 32;
    static final int PAGE_START = 40;
    static final int PAGE_DEPTH = 48;
    static final int VELOCITY = 56;
    static final int INTENT = 64;
    static final int RISK = 80;
    static final int SEEN = 96;
    static final int PROFILE_SUM = 104;
    static final int PREVIOUS_AT = 112;
    /** Type of the session's previous scored moment, -1 when there is none. */
    static final int PREVIOUS_TYPE = 120;
    static final int MOMENTS = 124;
    static final int STAGES = 128;
    static final int FIRST_CLUSTER = 192;
    static final int PURCHASE_AT = 208;
    static final int CART_AT = 216;
    static final int CART_VALUE = 224;
    static final int CART_ITEMS = 232;
    static final int CART_CURRENCY = 236;
    static final int PROFILE_COUNT = 240;
    static final int HISTORY_COUNT = 244;
    static final int ACTIVE = 248;
    static final int OUTCOME_COUNT = 252;
    static final int CUSTOMER = 256;
    static final int SESSIONS = 264;
    static final int PURCHASES = 268;
    static final int REVENUE = 272;
    static final int REVENUE_CURRENCY = 280;
    static final int STOREFRONT = 284;
    static final int CLIENT_SESSION = 288;
    static final int DWELL_AT = 296;
    static final int HISTORY = 320;
    static final int OUTCOMES = 480;
    /** Bytes of an entry of the history or of the outcomes. */
    static final int ENTRY_BYTES = 16;
    static final int TYPE_BITS = 16;
    static final int TYPE_MASK = (1 << TYPE_BITS) - 1;

    private static final int OTHER_CLUSTERS = 544;
    private static final int CLUSTER_BYTES = 16;

    private VisitorLayout() {
    }

    /** Where a cluster stands in a record: its strength, and 8 bytes behind it the time of its latest moment. */
    static int cluster(final int number) {
        return number == 0 ? FIRST_CLUSTER : OTHER_CLUSTERS + (number - 1) * CLUSTER_BYTES;
    }
}
