package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.Moment;

/**
 * Moments of a few visitors out of order, many at exactly the same time, or at exactly a span, 1 ms less or 1 ms more after an earlier one.
 * Times of different visitors are never the same, since no order is promised for their timers.
 */
final class RandomMoments {
    /** 2026-01-01T00:00:00Z. */
    static final long T0 = 1_767_225_600_000L;
    /** 1970, a little before, 2100, and the years 0 and 9990: times that frames can say. */
    private static final long[] BEGINNINGS = {0, -3_000_000, 4_102_444_800_000L, -62_167_219_200_000L, 253_087_000_000_000L};
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** Edges of SPEC 5 beside those of rules. */
    private static final long[] EDGES = {10_000, 30_000, 180_000, 30 * MINUTE, HOUR, 2 * HOUR, DAY, 7 * DAY};
    /** Types that formulas name stand here more often than others; some weigh the same in different stages. */
    private static final String[] OFTEN = {"product_view", "review_read", "cart_add", "cart_remove", "back_scroll", "pricing_dwell",
        "form_focus", "form_field_done", "exit_intent", "scroll", "hover", "stock_check", "countdown_view", "size_guide", "purchase",
        "wishlist_add", "save_tap"};
    /** A billion of a currency with four decimals. */
    private static final long MOST_MINOR = 10_000_000_000_000L;
    private static final int ANCHORS = 4;
    private static final String[] PAGES = {"p1", "p2", "p3"};
    private static final int EUR = 'E' | 'U' << 8 | 'R' << 16 | 2 << 24;
    private static final int JPY = 'J' | 'P' << 8 | 'Y' << 16;

    private final Random random;
    private final Catalogue catalogue;
    private final int visitors;
    private final int restless;
    private final Map<Long, List<Long>> anchors = new HashMap<>();
    private long received;

    RandomMoments(final Random random, final Catalogue catalogue, final int visitors) {
        this.random = random;
        this.catalogue = catalogue;
        this.visitors = visitors;
        restless = 3 + random.nextInt(40);
        received = random.nextInt(6) == 0 ? BEGINNINGS[random.nextInt(BEGINNINGS.length)] : T0;
    }

    long received() {
        return received;
    }

    /** Time passes without a moment. */
    long tick() {
        received += random.nextInt(3) == 0 ? random.nextLong(40 * MINUTE) : random.nextLong(MINUTE);
        return received;
    }

    Moment next() {
        final Moment m = new Moment();
        describe(m);
        by(m, 1 + random.nextInt(visitors));
        // Customers are called the same as visitors.
        m.customerKey = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0;
        m.sessionKey = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        return m;
    }

    /** Gives a moment to a visitor, at a time of hers. */
    void by(final Moment m, final long visitor) {
        m.visitorKey = visitor;
        m.storefront = (int) (visitor & 1);
        time(m);
    }

    private void time(final Moment m) {
        final List<Long> known = anchors.computeIfAbsent(m.visitorKey, k -> new ArrayList<>());
        if (!known.isEmpty() && random.nextInt(3) == 0) {
            m.occurred = known.get(random.nextInt(known.size())) + edge() + random.nextInt(3) - 1;
        } else {
            received += step();
            m.occurred = received - (random.nextInt(3) == 0 ? random.nextLong(random.nextBoolean() ? MINUTE : HOUR) : 0);
        }
        // Each visitor has 40 ms of each second of her own.
        final long own = m.visitorKey * 40 + 20;
        final long off = Math.floorMod(m.occurred, 1_000) - own;
        if (Math.abs(off) > 15) {
            m.occurred -= off;
        }
        received = Math.max(received, m.occurred);
        m.received = received;
        if (known.size() < ANCHORS) {
            known.add(m.occurred);
        } else {
            known.set(random.nextInt(ANCHORS), m.occurred);
        }
    }

    private long edge() {
        if (random.nextInt(4) == 0) {
            return 0;
        }
        // A day or a week ends whatever else there is, so seldom, but in restless runs.
        final int seldom = random.nextInt(restless) < 3 ? 0 : 1;
        if (random.nextInt(8) == 0) {
            // A timer that was set then, and comes as late as it may.
            return RandomRules.SPANS[random.nextInt(RandomRules.SPANS.length - 1)] + 10 * MINUTE;
        }
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length - 2 * seldom)]
            : RandomRules.SPANS[random.nextInt(RandomRules.SPANS.length - seldom)];
    }

    private long step() {
        if (random.nextInt(restless) > 0) {
            return random.nextLong(20_000);
        }
        switch (random.nextInt(40)) {
            case 0:
                return random.nextLong(2 * DAY);
            case 1:
                return EDGES[random.nextInt(EDGES.length)];
            case 2:
                return random.nextInt(4) == 0 ? 31 * DAY : DAY;
            default:
                return random.nextLong(40 * MINUTE);
        }
    }

    private void describe(final Moment m) {
        m.nameHash = PlainScores.hash(random.nextInt(4) == 0 ? catalogue.typeName(random.nextInt(catalogue.types()))
            : random.nextBoolean() ? OFTEN[random.nextInt(OFTEN.length)]
            : RandomRules.MOMENTS[random.nextInt(RandomRules.MOMENTS.length)]);
        m.device = random.nextInt(4);
        m.page = random.nextInt(4) == 0 ? PlainScores.hash(PAGES[random.nextInt(PAGES.length)]) : 0;
        m.duration = maybe(0, Double.MIN_VALUE, 0.7, 3, 6, 12, 30, 100, 86_400);
        m.depth = maybe(0, 1, 8, 30, 10_000);
        m.scrollVelocity = random.nextBoolean() ? Double.NaN
            : random.nextInt(50) == 0 ? -20_000 : Math.round(random.nextGaussian() * 300);
        m.scrollDepth = maybe(0, 0.2, 0.6, 0.61, 1);
        m.quantity = maybe(0, 1, 1.5, 3, 10_000);
        m.hasPrice = random.nextBoolean();
        m.priceMinor = m.hasPrice ? random.nextInt(30) == 0 ? MOST_MINOR : random.nextInt(10_000) : 0;
        m.hasRevenue = random.nextInt(3) == 0;
        m.revenueMinor = m.hasRevenue ? random.nextInt(10_000) : 0;
        m.currency = random.nextInt(3) > 0 ? 0 : random.nextBoolean() ? EUR : JPY;
    }

    private double maybe(final double... values) {
        return random.nextBoolean() ? Double.NaN : values[random.nextInt(values.length)];
    }
}
