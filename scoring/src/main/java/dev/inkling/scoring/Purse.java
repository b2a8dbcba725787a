package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

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

    void onMoment(final UnsafeBuffer record, final int at, final Moment moment, final Role role) {
        if (isForgotten(record, at, moment.occurred)) {
            empty(record, at);
        }
        switch (role) {
            case CART_ADD:
                change(record, at, moment, 1);
                break;
            case CART_REMOVE:
                change(record, at, moment, -1);
                break;
            case PURCHASE:
                buy(record, at, moment);
                break;
            default:
                break;
        }
    }

    /** Whether the cart is so old at a time that nobody speaks of it. */
    static boolean isForgotten(final UnsafeBuffer record, final int at, final long t) {
        final long changed = record.getLong(at + VisitorLayout.CART_AT);
        return changed != VisitorLayout.NEVER && t - changed > CART_MS;
    }

    /** What a moment is worth, major units: price times quantity, else revenue; NaN when neither is known. */
    static double value(final Moment moment) {
        if (moment.hasPrice) {
            return Money.major(moment.priceMinor, moment.currency) * quantity(moment);
        }
        return moment.hasRevenue ? Money.major(moment.revenueMinor, moment.currency) : Double.NaN;
    }

    private void change(final UnsafeBuffer record, final int at, final Moment moment, final int sign) {
        record.putLong(at + VisitorLayout.CART_AT, Math.max(record.getLong(at + VisitorLayout.CART_AT), moment.occurred));
        record.putInt(at + VisitorLayout.CART_ITEMS, Math.max(0, record.getInt(at + VisitorLayout.CART_ITEMS) + sign));
        if (moment.hasPrice) {
            final long value = record.getLong(at + VisitorLayout.CART_VALUE);
            if (adopt(record, at + VisitorLayout.CART_CURRENCY, value, moment.currency)) {
                final long amount = Money.times(moment.priceMinor, quantity(moment));
                record.putLong(at + VisitorLayout.CART_VALUE, sign > 0 ? Money.plus(value, amount) : Math.max(0, value - amount));
            }
        }
    }

    private void buy(final UnsafeBuffer record, final int at, final Moment moment) {
        empty(record, at);
        SessionTracker.closeIntent(record, at);
        ProfileScorer.close(record, at);
        record.putLong(at + VisitorLayout.PURCHASE_AT, Math.max(record.getLong(at + VisitorLayout.PURCHASE_AT), moment.occurred));
        record.putInt(at + VisitorLayout.PURCHASES, record.getInt(at + VisitorLayout.PURCHASES) + 1);
        if (moment.hasRevenue || moment.hasPrice) {
            final long revenue = record.getLong(at + VisitorLayout.REVENUE);
            if (adopt(record, at + VisitorLayout.REVENUE_CURRENCY, revenue, moment.currency)) {
                final long amount = moment.hasRevenue ? moment.revenueMinor : Money.times(moment.priceMinor, quantity(moment));
                record.putLong(at + VisitorLayout.REVENUE, Money.plus(revenue, amount));
            }
        }
    }

    private boolean adopt(final UnsafeBuffer record, final int currencyAt, final long sum, final int currency) {
        final int known = record.getInt(currencyAt);
        if (sum != 0 && !Money.joins(known, currency)) {
            otherCurrency++;
            return false;
        }
        if (sum == 0 || known == 0) {
            record.putInt(currencyAt, currency);
        }
        return true;
    }

    private static void empty(final UnsafeBuffer record, final int at) {
        record.putLong(at + VisitorLayout.CART_AT, VisitorLayout.NEVER);
        record.putLong(at + VisitorLayout.CART_VALUE, 0);
        record.putInt(at + VisitorLayout.CART_ITEMS, 0);
        record.putInt(at + VisitorLayout.CART_CURRENCY, 0);
    }

    private static double quantity(final Moment moment) {
        return Double.isNaN(moment.quantity) ? 1 : moment.quantity;
    }
}
