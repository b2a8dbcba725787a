package dev.inkling.scoring;

/**
 * SPEC 5, step 2: the visitor's cart, and what was bought. Sums are in minor units of the first currency seen; amounts of another are
 * counted and left out, since currencies are never added up. A purchase is worth its revenue, or price times quantity when none was
 * given; refunds do not lessen the revenue of a visitor, which is gross.
 */
final class Purse {
    private static final long CART_MS = 7L * 24 * 60 * 60 * 1_000;

    private long otherCurrency;

    /** Amounts left out because of their currency. */
    long otherCurrency() {
        return otherCurrency;
    }

    /** Goes on from another. */
    void takeOver(final Purse other) {
        otherCurrency = other.otherCurrency;
    }

    void save(final StateOutput out) {
        out.putLong(otherCurrency);
    }

    void load(final StateInput in) throws StateException {
        otherCurrency = in.getLong();
    }

    void onMoment(final long[] r, final int at, final Moment moment, final Role role) {
        if (isForgotten(r, at, moment.occurred)) {
            empty(r, at);
        }
        if (role == Role.CART_ADD) {
            change(r, at, moment, 1);
        } else if (role == Role.CART_REMOVE) {
            change(r, at, moment, -1);
        } else if (role == Role.PURCHASE) {
            buy(r, at, moment);
        }
    }

    /** Items in the cart, 0 or more. */
    static int items(final long[] r, final int at) {
        return VisitorLayout.low(r[at + VisitorLayout.CART_ITEMS]);
    }

    /** Currency of the cart, as moments have it. */
    static int currency(final long[] r, final int at) {
        return VisitorLayout.high(r[at + VisitorLayout.CART_ITEMS]);
    }

    /** Currency of the revenue, as moments have it. */
    static int revenueCurrency(final long[] r, final int at) {
        return VisitorLayout.low(r[at + VisitorLayout.REVENUE_CURRENCY]);
    }

    /** Purchases so far. */
    static int purchases(final long[] r, final int at) {
        return VisitorLayout.high(r[at + VisitorLayout.SESSIONS]);
    }

    /** Whether the cart is so old at a time that nobody speaks of it. */
    static boolean isForgotten(final long[] r, final int at, final long t) {
        final long changed = r[at + VisitorLayout.CART_AT];
        return changed != VisitorLayout.NEVER && t - changed > CART_MS;
    }

    /** What a moment is worth, major units: price times quantity, else revenue; NaN when neither is known. */
    static double value(final Moment moment) {
        if (moment.hasPrice) {
            return Money.major(moment.priceMinor, moment.currency) * quantity(moment);
        }
        return moment.hasRevenue ? Money.major(moment.revenueMinor, moment.currency) : Double.NaN;
    }

    private void change(final long[] r, final int at, final Moment moment, final int sign) {
        r[at + VisitorLayout.CART_AT] = Math.max(r[at + VisitorLayout.CART_AT], moment.occurred);
        int currency = currency(r, at);
        if (moment.hasPrice) {
            final long value = r[at + VisitorLayout.CART_VALUE];
            if (joins(value, currency, moment.currency)) {
                final long amount = Money.times(moment.priceMinor, quantity(moment));
                r[at + VisitorLayout.CART_VALUE] = sign > 0 ? Money.plus(value, amount) : Math.max(0, value - amount);
                currency = joined(value, currency, moment.currency);
            }
        }
        r[at + VisitorLayout.CART_ITEMS] = VisitorLayout.halves(Math.max(0, items(r, at) + sign), currency);
    }

    private void buy(final long[] r, final int at, final Moment moment) {
        empty(r, at);
        SessionTracker.closeIntent(r, at);
        ProfileScorer.close(r, at);
        r[at + VisitorLayout.PURCHASE_AT] = Math.max(r[at + VisitorLayout.PURCHASE_AT], moment.occurred);
        r[at + VisitorLayout.SESSIONS] += VisitorLayout.halves(0, 1);
        if (moment.hasRevenue || moment.hasPrice) {
            final long revenue = r[at + VisitorLayout.REVENUE];
            final int currency = revenueCurrency(r, at);
            if (joins(revenue, currency, moment.currency)) {
                final long amount = moment.hasRevenue ? moment.revenueMinor : Money.times(moment.priceMinor, quantity(moment));
                r[at + VisitorLayout.REVENUE] = Money.plus(revenue, amount);
                r[at + VisitorLayout.REVENUE_CURRENCY] = VisitorLayout.halves(joined(revenue, currency, moment.currency),
                    VisitorLayout.high(r[at + VisitorLayout.REVENUE_CURRENCY]));
            }
        }
    }

    private boolean joins(final long sum, final int known, final int currency) {
        if (sum != 0 && !Money.joins(known, currency)) {
            otherCurrency++;
            return false;
        }
        return true;
    }

    /** Currency of a sum that an amount has joined. */
    private static int joined(final long sum, final int known, final int currency) {
        return sum == 0 || known == 0 ? currency : known;
    }

    private static void empty(final long[] r, final int at) {
        r[at + VisitorLayout.CART_AT] = VisitorLayout.NEVER;
        r[at + VisitorLayout.CART_VALUE] = 0;
        r[at + VisitorLayout.CART_ITEMS] = 0;
    }

    private static double quantity(final Moment moment) {
        return Double.isNaN(moment.quantity) ? 1 : moment.quantity;
    }
}
