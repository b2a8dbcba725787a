package dev.inkling.scoring;

/**
 * Record of a visitor: the session, and what outlives it, in words of 8 bytes. Times are epoch ms, money minor units. What costs time is
 * not the arithmetic but the cache lines fetched from memory, so each line of 8 words holds what is needed together: every scored moment
 * takes the first four, one of the history and one of the clusters; the fifth is for carts, rules and the beginning of sessions,
 * the last for rules that match.
 *
 * <pre>
 *    0  session last      1  session start   2  session (sequence)   3  arrival    4  seen (received)
 *    5  flags             6  page hash       7  page start
 *    8  page depth        9  velocity sum   10  stamp of the sums   11  intent sum
 *   12  research sum     13  consideration  14  decision            15  post_purchase
 *   16  latest addition to each of the four                         20  risk sum  21  its stamp
 *   22  moments, type of the previous one, profile count            23  history count
 *   24  previous at      25  cluster 0: strength, last              27  latest purchase
 *   28  cart changed     29  page (sequence)  30  profile sum       31  customer key
 *   32  cart value       33  cart items, currency                   34  sessions, purchases
 *   35  revenue          36  revenue's currency, storefront         37  client's session
 *   38  latest pricing dwell                                        39  outcome count
 *   40  history: 10 x (time &lt;&lt; 10 | type, intent of moment)
 *   60  outcomes: 4 x (time &lt;&lt; 10 | type, history count at the time)
 *   68  clusters 1 to 15: strength, last
 *   98  latest visible firing   99  session of the next two (sequence)   100  visible firings in it, numbering of rules
 *  101  rules that fired in it (bits)   102  spare
 *  104  end, 13 cache lines
 * </pre>
 */
final class VisitorLayout {
    /** Words of a record. */
    static final int WORDS = 104;
    /** Bytes of a record. */
    static final int BYTES = WORDS * Long.BYTES;
    /** Words at the head of a record that every scored moment takes: four cache lines. */
    static final int HOT_WORDS = 32;
    /** Most categories of moments: each has a cluster here. */
    static final int CATEGORIES = 16;
    /** Scored moments that the profile sums, and that a look-up shows. */
    static final int RECENT = 10;
    /** Outcomes that a look-up shows among them. */
    static final int RECENT_OUTCOMES = 4;
    /** Time of something that never was. */
    static final long NEVER = Long.MIN_VALUE;

    static final int LAST = 0;
    static final int START = 1;
    static final int SESSION = 2;
    /** How many times anybody was heard of until this visitor was: the order of eviction. */
    static final int ARRIVAL = 3;
    static final int SEEN = 4;
    /** Low 32 bits: those of {@link Expiry}; upper: the visitor's first timer + 1, at hand for every moment. */
    static final int FLAGS = 5;
    static final int PAGE_HASH = 6;
    static final int PAGE_START = 7;
    static final int PAGE_DEPTH = 8;
    static final int VELOCITY = 9;
    static final int SUMS_AT = 10;
    static final int INTENT = 11;
    static final int STAGES = 12;
    static final int STAGES_AT = 16;
    static final int RISK = 20;
    /** Low 32 bits: scored moments of the session; then 16: type of the previous one + 1; then 16: moments in the profile. */
    static final int COUNTS = 22;
    static final int HISTORY_COUNT = 23;
    static final int PREVIOUS_AT = 24;
    static final int PURCHASE_AT = 27;
    static final int CART_AT = 28;
    static final int PAGE = 29;
    static final int PROFILE_SUM = 30;
    static final int CUSTOMER = 31;
    static final int CART_VALUE = 32;
    /** Low 32 bits: items; upper: currency. */
    static final int CART_ITEMS = 33;
    /** Low 32 bits: sessions; upper: purchases. */
    static final int SESSIONS = 34;
    static final int REVENUE = 35;
    /** Low 32 bits: currency of the revenue; upper: storefront. */
    static final int REVENUE_CURRENCY = 36;
    static final int CLIENT_SESSION = 37;
    static final int DWELL_AT = 38;
    static final int OUTCOME_COUNT = 39;
    static final int HISTORY = 40;
    static final int OUTCOMES = 60;
    /** Largest t at which a visible rule fired, in any session. */
    static final int VISIBLE_AT = 98;
    /** Session that the next two words are about. */
    static final int FIRINGS_SESSION = 99;
    /** Low 32 bits: firings of visible rules in that session; upper: how rules were numbered for the next word. */
    static final int VISIBLE_COUNT = 100;
    /** Of rules 0 to 63 that fire once a session: which did in that session, one bit each, as far as nothing more is to be asked. */
    static final int FIRED = 101;
    /** Words of an entry of the history or of the outcomes. */
    static final int ENTRY_WORDS = 2;
    /** Enough for {@link Catalogue#MAX_TYPES}, and leaves a time 54 bits: more than the years 0 to 9999 need. */
    static final int TYPE_BITS = 10;
    static final int TYPE_MASK = (1 << TYPE_BITS) - 1;

    private static final int FIRST_CLUSTER = 25;
    private static final int OTHER_CLUSTERS = 68;
    private static final int CLUSTER_WORDS = 2;
    private static final int UPPER = Integer.SIZE;

    private VisitorLayout() {
    }

    /** Where a cluster stands in a record: its strength, and behind it the time of its latest moment. */
    static int cluster(final int number) {
        return number == 0 ? FIRST_CLUSTER : OTHER_CLUSTERS + (number - 1) * CLUSTER_WORDS;
    }

    /** Lower half of a word. */
    static int low(final long word) {
        return (int) word;
    }

    /** Upper half of a word. */
    static int high(final long word) {
        return (int) (word >>> UPPER);
    }

    /** A word of two halves. */
    static long halves(final int low, final int high) {
        return (long) high << UPPER | Integer.toUnsignedLong(low);
    }
}
