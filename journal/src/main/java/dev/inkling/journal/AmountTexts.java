package dev.inkling.journal;

/** Price and revenue as sent; what they are in minor units is known once the event's currency is. Reused, not thread safe. */
final class AmountTexts {
    private final byte[] price = new byte[Limits.NUMBER_CHARS];
    private final byte[] revenue = new byte[Limits.NUMBER_CHARS];
    private int priceLength;
    private int revenueLength;

    void clear() {
        priceLength = 0;
        revenueLength = 0;
    }

    void set(final int fact, final byte[] text, final int offset, final int length) {
        if (fact == Fact.PRICE) {
            System.arraycopy(text, offset, price, 0, length);
            priceLength = length;
        } else {
            System.arraycopy(text, offset, revenue, 0, length);
            revenueLength = length;
        }
    }

    /** Puts both amounts as minor units within their bounds. */
    void resolve(final MomentValues values) {
        final int exponent = CurrencyCode.exponent(values.has(Fact.CURRENCY) ? (int) values.bits(Fact.CURRENCY) : CurrencyCode.NONE);
        resolve(values, Fact.PRICE, price, priceLength, exponent);
        resolve(values, Fact.REVENUE, revenue, revenueLength, exponent);
    }

    private static void resolve(final MomentValues values, final int fact, final byte[] text, final int length, final int exponent) {
        final long max = Money.max(exponent);
        if (length > 0) {
            // Far beyond the bound an amount would not fit into a long, so the bound is kept in doubles first.
            final double major = Decimals.toDouble(text, 0, length);
            put(values, fact, major < 0 ? -1 : major > Limits.MONEY_MAX_MAJOR ? max + 1 : Money.toMinor(text, 0, length, exponent), max);
        } else if (values.has(fact)) {
            put(values, fact, values.bits(fact), max);
        }
    }

    private static void put(final MomentValues values, final int fact, final long minor, final long max) {
        values.clamped |= minor < 0 || minor > max;
        values.put(fact, minor < 0 ? 0 : Math.min(minor, max));
    }
}
