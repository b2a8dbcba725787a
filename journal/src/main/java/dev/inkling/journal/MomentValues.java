package dev.inkling.journal;

import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.MomentEventEncoder;

/** The deciding part of the moment being written: fields of the block, and the facts with their raw bits. Reused, not thread safe. */
final class MomentValues {
    private static final int FACTS = Fact.CURRENCY + 1;

    long timestamp;
    long visitorKey;
    long nameHash;
    int storefront;
    int device;
    int source;
    boolean clamped;

    private final long[] bits = new long[FACTS];
    private long facts;

    void clear(final int storefrontNumber, final int sourceNumber) {
        timestamp = MomentEventEncoder.timestampNullValue();
        visitorKey = 0;
        nameHash = 0;
        storefront = storefrontNumber;
        device = Device.OTHER.value();
        source = sourceNumber;
        clamped = false;
        facts = 0;
    }

    void put(final int fact, final long raw) {
        bits[fact] = raw;
        facts |= 1L << fact;
    }

    /** Puts a number within the bounds of its fact. */
    void clamp(final int fact, final double value) {
        final double low = Limits.min(fact);
        final double high = Limits.max(fact);
        clamped |= value < low || value > high;
        put(fact, Double.doubleToRawLongBits(value < low ? low : value > high ? high : value));
    }

    boolean has(final int fact) {
        return (facts & 1L << fact) != 0;
    }

    long bits(final int fact) {
        return bits[fact];
    }

    long facts() {
        return facts;
    }

    int count() {
        return Long.bitCount(facts);
    }
}
