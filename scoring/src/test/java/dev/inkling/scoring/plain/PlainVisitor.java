package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that is known of a visitor, in ordinary collections. */
final class PlainVisitor {
    final long key;
    final int storefront;
    long customer;
    /** When she was last heard of, by the journal's time. */
    long seen;
    Session session;
    long clientSession;
    int sessions;
    final List<Double> profile = new ArrayList<>();
    final Map<String, double[]> clusters = new HashMap<>();
    final List<Long> purchases = new ArrayList<>();
    final List<Past> past = new ArrayList<>();
    long dwell = Long.MIN_VALUE;
    int items;
    long cart;
    int cartCurrency;
    Long cartAt;
    /** Of conversion after her latest moment, where a model is asked and rules ask what it was; null when it is not known. */
    Double probability;
    long revenue;
    int revenueCurrency;

    PlainVisitor(final long key, final int storefront) {
        this.key = key;
        this.storefront = storefront;
    }

    void emptyCart() {
        items = 0;
        cart = 0;
        cartCurrency = 0;
        cartAt = null;
    }

    double profile() {
        final List<Double> last = profile.subList(Math.max(0, profile.size() - 10), profile.size());
        return last.isEmpty() ? 0.1 : Math.min(0.95, last.stream().mapToDouble(x -> x).sum() / 5);
    }

    /** What she did, and in which session. */
    record Past(String name, long t, double seconds, long session) {
    }

    /** One visit. */
    static final class Session {
        final long sequence;
        final long start;
        long last;
        int moments;
        String previous = "";
        long previousAt;
        long page;
        long pageSequence;
        long pageStart;
        double pageDepth = Double.NaN;
        double velocity;
        Fading intent = new Fading(60_000);
        Fading risk = new Fading(120_000);
        final Map<String, Fading> stages = new HashMap<>();

        Session(final long sequence, final long t) {
            this.sequence = sequence;
            start = t;
            last = t;
        }

        void closeIntent() {
            velocity = 0;
            intent = new Fading(60_000);
            risk = new Fading(120_000);
            stages.clear();
        }
    }
}
