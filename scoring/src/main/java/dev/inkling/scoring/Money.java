package dev.inkling.scoring;

/**
 * Amounts in minor units of a currency, packed as in {@link Moment#currency}. Different currencies are never added: a sum takes the
 * currency of its first amount, and an amount of another is left out. An amount without a currency joins any of two decimals.
 */
final class Money {
    private static final int DEFAULT_EXPONENT = 2;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private Money() {
    }

    /** Whether an amount may be added to a sum of another currency, either of which may be unknown (0). */
    static boolean joins(final int sum, final int amount) {
        return sum == amount || (sum == 0 || amount == 0) && exponent(sum) == exponent(amount);
    }

    /** Major units. */
    static double major(final long minor, final int currency) {
        return minor / POWERS[exponent(currency)];
    }

    /** Price times quantity, half up, in minor units. */
    static long times(final long minor, final double quantity) {
        final long whole = (long) quantity;
        return whole == quantity ? saturatedTimes(minor, whole) : Math.round(minor * quantity);
    }

    /** Sum that stays at the largest number rather than turn over. */
    static long plus(final long a, final long b) {
        final long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }

    private static long saturatedTimes(final long a, final long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    private static int exponent(final int currency) {
        final int exponent = currency >>> 24;
        return currency == 0 ? DEFAULT_EXPONENT : Math.min(exponent, POWERS.length - 1);
    }
}
