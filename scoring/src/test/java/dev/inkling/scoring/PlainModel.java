package dev.inkling.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SPEC 4 and 5 written down again, slowly and with ordinary collections: what the engine is compared with. Every value that fades
 * is computed anew from the list of its additions.
 */
final class PlainModel {
    private static final List<String> STAGES = List.of("research", "consideration", "decision", "post_purchase");

    /** What was added to a sum, and when. */
    private record Addition(long t, double value) {
    }

    /** A decayed sum as the list of its additions: each fades from its own time to the time of reading. */
    private static final class Fading {
        private final double halfLifeMs;
        private final List<Addition> additions = new ArrayList<>();

        Fading(final double halfLifeMs) {
            this.halfLifeMs = halfLifeMs;
        }

        double at(final long t) {
            final long read = Math.max(t, additions.stream().mapToLong(Addition::t).max().orElse(t));
            return additions.stream().mapToDouble(a -> a.value() * StrictMath.pow(2, -(read - a.t()) / halfLifeMs)).sum();
        }
    }

    private static final class Session {
        private long start;
        private long last;
        private int moments;
        private String previous = "";
        private long previousAt;
        private long page;
        private long pageStart;
        private double pageDepth;
        private double velocity;
        private Fading intent = new Fading(60_000);
        private Fading risk = new Fading(120_000);
        private final Map<String, Fading> stages = new HashMap<>();
    }

    private static final class Visitor {
        private Session session;
        private final List<Double> profile = new ArrayList<>();
        private final Map<Integer, double[]> clusters = new HashMap<>();
        private final List<Long> purchases = new ArrayList<>();
        private long dwell = Long.MIN_VALUE;
        private int items;
        private double cart;
        private Long cartAt;
        private int sessions;
    }

    private final Catalogue catalogue;
    private final Map<Long, Visitor> visitors = new HashMap<>();
    private final Map<String, List<Double>> speeds = new HashMap<>();

    PlainModel(final Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What the engine ought to say, in the order in which {@link EngineModelTest} reads it. */
    double[] moment(final Moment m) {
        final int number = catalogue.typeOf(m.nameHash);
        final MomentType type = catalogue.type(number);
        final String name = type.name();
        final boolean scored = !catalogue.categories().get(type.category()).equals("outcome");
        final long t = m.occurred;
        final Visitor v = visitors.computeIfAbsent(m.visitorKey, k -> new Visitor());
        final boolean begins = v.session == null || t - v.session.last > 1_800_000;
        if (begins) {
            v.session = new Session();
            v.session.start = t;
            v.session.last = t;
            v.sessions++;
        }
        final Session s = v.session;
        s.last = Math.max(s.last, t);
        final double age = Math.max(0, t - s.start) / 1_000.0;
        page(s, m, name, begins);
        final double depthBefore = Double.isNaN(s.pageDepth) ? 0 : s.pageDepth;
        if (!Double.isNaN(m.scrollDepth)) {
            s.pageDepth = Double.isNaN(s.pageDepth) ? m.scrollDepth : Math.max(s.pageDepth, m.scrollDepth);
        }
        final double profileBefore = profile(v);
        cart(v, m, name);
        final boolean follows = v.purchases.stream().mapToLong(x -> x).max().stream().anyMatch(p -> t >= p && t - p <= 7_200_000);
        final String stage = follows ? "post_purchase" : type.stage().label();
        final double velocityBefore = Math.min(1, s.velocity);
        final double intentBefore = Math.min(1, s.intent.at(t) / 3);
        final double riskBefore = Math.min(1, s.risk.at(t));
        double i = 0;
        if (scored) {
            i = Math.max(type.weight() * (0.5 + 0.25 * Math.min(1, known(m.duration) / 30) + 0.25 * Math.min(1, known(m.depth) / 8)),
                ramp(m, name));
            velocity(s, m, name, age);
            s.intent.additions.add(new Addition(t, i));
            v.profile.add(i);
            cluster(v, type.category(), t, i);
            s.stages.computeIfAbsent(stage, k -> new Fading(60_000)).additions.add(new Addition(t, i));
            risk(v, m, name);
            s.previous = name;
            s.previousAt = t;
            s.moments++;
        }
        final double velocity = Math.min(1, s.velocity);
        return new double[] {begins ? 1 : 0, age, s.moments, Math.max(0, t - s.pageStart) / 1_000.0, s.pageDepth, depthBefore, i,
            velocity, velocityBefore, Math.min(1, s.intent.at(t) / 3), intentBefore, Math.min(1, s.risk.at(t)), riskBefore, profile(v),
            profileBefore, STAGES.indexOf(stage), stage(s, t), urgency(v, t, velocity), v.items, v.cart, v.sessions, v.purchases.size()};
    }

    private static void page(final Session s, final Moment m, final String name, final boolean begins) {
        if (begins || name.equals("page_view") || name.equals("product_view") || m.page != 0 && m.page != s.page) {
            s.pageStart = m.occurred;
            s.pageDepth = Double.NaN;
        }
        s.page = m.page != 0 ? m.page : s.page;
    }

    private static void cart(final Visitor v, final Moment m, final String name) {
        if (v.cartAt != null && m.occurred - v.cartAt > 7 * Shop.DAY) {
            emptyCart(v);
        }
        final double value = (m.hasPrice ? m.priceMinor : 0) * (Double.isNaN(m.quantity) ? 1 : m.quantity);
        if (name.equals("cart_add") || name.equals("cart_remove")) {
            final int sign = name.equals("cart_add") ? 1 : -1;
            v.items = Math.max(0, v.items + sign);
            v.cart = Math.max(0, v.cart + sign * value);
            v.cartAt = v.cartAt == null ? m.occurred : Math.max(v.cartAt, m.occurred);
        } else if (name.equals("purchase")) {
            emptyCart(v);
            v.purchases.add(m.occurred);
            v.profile.clear();
            v.session.velocity = 0;
            v.session.intent = new Fading(60_000);
            v.session.risk = new Fading(120_000);
            v.session.stages.clear();
        }
    }

    private static void emptyCart(final Visitor v) {
        v.items = 0;
        v.cart = 0;
        v.cartAt = null;
    }

    private double ramp(final Moment m, final String name) {
        switch (name) {
            case "scroll":
                return Double.isNaN(m.scrollVelocity) ? 0 : rise(speed(m), 120, 600, 0.8, 1);
            case "hover":
                return rise(m.duration, 0.5, 2, 0.6, 0.9);
            case "keyboard_nav":
                return rise(m.duration, 3, 10, 0.5, 0.8);
            default:
                return 0;
        }
    }

    private static double rise(final double x, final double lo, final double hi, final double from, final double to) {
        return Double.isNaN(x) || x < lo ? 0 : from + (to - from) * Math.min(1, (x - lo) / (hi - lo));
    }

    private double speed(final Moment m) {
        final double v = Math.abs(m.scrollVelocity);
        final List<Double> device = speeds.computeIfAbsent("device " + m.device, k -> new ArrayList<>());
        final List<Double> all = speeds.computeIfAbsent("all", k -> new ArrayList<>());
        double x = v;
        if (device.size() >= 30 && deviation(device) > 0) {
            x = mean(all) + deviation(all) * Math.max(-4, Math.min(4, (v - mean(device)) / deviation(device)));
        }
        device.add(v);
        all.add(v);
        return x;
    }

    private static double mean(final List<Double> values) {
        return values.stream().mapToDouble(x -> x).average().orElseThrow();
    }

    private static double deviation(final List<Double> values) {
        final double mean = mean(values);
        return Math.sqrt(values.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow());
    }

    private static void velocity(final Session s, final Moment m, final String name, final double age) {
        if (name.equals("product_view") && m.duration > 0 && m.duration < 30) {
            s.velocity += 0.3;
        } else if (name.equals("review_read") && Math.abs(m.scrollVelocity) > 200) {
            s.velocity += 0.4;
        } else if (name.equals("cart_add") && age <= 180) {
            s.velocity += 0.6;
        }
    }

    private static void cluster(final Visitor v, final int category, final long t, final double i) {
        final double[] cluster = v.clusters.computeIfAbsent(category, k -> new double[] {0, t});
        cluster[0] = t - cluster[1] > Shop.DAY ? i : cluster[0] + i;
        cluster[1] = Math.max(cluster[1], t);
    }

    private static void risk(final Visitor v, final Moment m, final String name) {
        final long t = m.occurred;
        final Session s = v.session;
        double a = 0;
        if (name.equals("exit_intent")) {
            a = 0.6;
        } else if (name.equals("cart_remove")) {
            a = 0.4;
        } else if (name.equals("back_scroll")) {
            a = v.dwell != Long.MIN_VALUE && t >= v.dwell && t - v.dwell <= 10_000 ? 0.5 : 0.2;
        } else if (name.equals("pricing_dwell") && m.duration >= 3) {
            v.dwell = Math.max(v.dwell, t);
        }
        if (s.previous.equals("form_focus") && !name.equals("form_field_done") && !name.equals("form_submit")
            && t - s.previousAt >= 10_000) {
            a += 0.3;
        }
        if (a > 0) {
            s.risk.additions.add(new Addition(t, a));
        }
    }

    private static int stage(final Session s, final long t) {
        final double[] sums = STAGES.stream().mapToDouble(x -> s.stages.containsKey(x) ? s.stages.get(x).at(t) : 0).toArray();
        double largest = 0;
        for (final double sum : sums) {
            largest = Math.max(largest, sum);
        }
        int stage = 0;
        for (int i = 0; i < sums.length && largest > 0; i++) {
            stage = sums[i] >= largest - 1e-9 ? i : stage;
        }
        return stage;
    }

    private int urgency(final Visitor v, final long t, final double velocity) {
        final double[] cluster = v.clusters.getOrDefault(catalogue.categories().indexOf("urgency"), new double[] {0, t});
        final double weight = cluster[0] / (1 + Math.max(0, (t - cluster[1]) / 3_600_000) / 24);
        return weight >= 1 || v.items > 0 && velocity >= 0.6 ? 2 : weight >= 0.4 ? 1 : 0;
    }

    private static double profile(final Visitor v) {
        final List<Double> last = v.profile.subList(Math.max(0, v.profile.size() - 10), v.profile.size());
        return last.isEmpty() ? 0.1 : Math.min(0.95, last.stream().mapToDouble(x -> x).sum() / 5);
    }

    private static double known(final double x) {
        return Double.isNaN(x) ? 0 : x;
    }
}
