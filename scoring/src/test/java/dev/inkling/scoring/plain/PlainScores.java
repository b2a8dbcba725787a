package dev.inkling.scoring.plain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Moment;
import dev.inkling.scoring.MomentType;

/** SPEC 4 and 5 written down again, slowly and with ordinary collections. Every value that fades is computed from all its additions. */
final class PlainScores {
    static final List<String> STAGES = List.of("research", "consideration", "decision", "post_purchase");
    private static final List<String> URGENCIES = List.of("low", "medium", "high");
    private static final List<String> DEVICES = List.of("other", "mobile", "desktop", "tablet");
    private static final long DAY = 86_400_000;

    private final Catalogue catalogue;
    private final EngineSettings settings;
    /** Null without one. */
    private PlainModel model;
    private boolean isKept;
    private final Map<String, List<Double>> speeds = new HashMap<>();

    PlainScores(final Catalogue catalogue, final EngineSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** Another model, or none; whether what it said before is kept for the next moment. */
    void adopt(final PlainModel other, final boolean keeps) {
        model = other;
        isKept = keeps && other != null;
    }

    boolean isKept() {
        return isKept;
    }

    /** Steps 1 to 12, and remembers the moment. */
    PlainView moment(final PlainVisitor v, final Moment m) {
        final MomentType type = catalogue.type(catalogue.typeOf(m.nameHash));
        final String name = type.name();
        final String category = catalogue.categories().get(type.category());
        final boolean scored = !category.equals("outcome");
        final long t = m.occurred;
        final PlainView view = new PlainView(v, t, name);
        view.newSession = session(v, m);
        final PlainVisitor.Session s = v.session;
        s.last = Math.max(s.last, t);
        page(s, m, name, view.newSession);
        view.before.put("page.scroll_depth", known(s.pageDepth));
        if (!Double.isNaN(m.scrollDepth)) {
            s.pageDepth = Double.isNaN(s.pageDepth) ? m.scrollDepth : Math.max(s.pageDepth, m.scrollDepth);
        }
        view.before.put("visitor.profile", v.profile());
        view.before.put("visitor.probability", isKept && v.probability != null ? v.probability : v.profile());
        cart(v, m, name);
        final boolean follows = v.purchases.stream().mapToLong(x -> x).max().stream().anyMatch(p -> t >= p && t - p <= 7_200_000);
        final String stage = follows ? "post_purchase" : type.stage().label();
        view.before.put("session.velocity", Math.min(1, s.velocity));
        view.before.put("session.intent", Math.min(1, s.intent.at(t) / 3));
        view.before.put("session.risk", Math.min(1, s.risk.at(t)));
        view.number.put("moment.intent", 0.0);
        if (scored) {
            score(v, m, type, category, stage, view);
        }
        v.past.add(new PlainVisitor.Past(name, t, m.duration, s.sequence));
        moment(m, view);
        final long[] hashes = {hash(name), hash(category), hash(stage), hash(DEVICES.get(m.device)), m.channel, m.element, m.page,
            m.product, m.campaign, m.context};
        final String[] names = {"name", "category", "stage", "device", "channel", "element", "page", "product", "campaign", "context"};
        for (int i = 0; i < names.length; i++) {
            view.text.put("moment." + names[i], hashes[i]);
        }
        read(view);
        v.probability = isKept ? view.number("visitor.probability") : null;
        return view;
    }

    private void score(
        final PlainVisitor v, final Moment m, final MomentType type, final String category, final String stage, final PlainView view) {
        final long t = m.occurred;
        final PlainVisitor.Session s = v.session;
        final double q = 0.5 + 0.25 * Math.min(1, known(m.duration) / 30) + 0.25 * Math.min(1, known(m.depth) / 8);
        final double i = Math.max(type.weight() * q, ramp(m, type.name(), view));
        view.number.put("moment.intent", i);
        velocity(s, m, type.name());
        s.intent.add(t, i);
        v.profile.add(i);
        final double[] cluster = v.clusters.computeIfAbsent(category, k -> new double[] {0, t});
        cluster[0] = t - cluster[1] > DAY ? i : cluster[0] + i;
        cluster[1] = Math.max(cluster[1], t);
        s.stages.computeIfAbsent(stage, k -> new Fading(60_000)).add(t, i);
        risk(v, m, type.name());
        s.previous = type.name();
        s.previousAt = t;
        s.moments++;
    }

    /** What is read of a visitor at the view's time. */
    void read(final PlainView view) {
        final PlainVisitor v = view.visitor;
        final PlainVisitor.Session s = v.session;
        final long t = view.t;
        final double velocity = Math.min(1, s.velocity);
        final boolean cartIsOld = v.cartAt != null && t - v.cartAt > 7 * DAY;
        final int items = cartIsOld ? 0 : v.items;
        // All stages fade alike: when nothing happens, the stage stays what it was, until it is too faint to be told from nothing.
        view.stage = stage(s, Math.min(t, s.last));
        view.urgency = urgency(v, t, velocity, items);
        view.number.put("page.time", Math.max(0, t - s.pageStart) / 1_000.0);
        view.number.put("page.scroll_depth", s.pageDepth);
        view.number.put("session.age", Math.max(0, t - s.start) / 1_000.0);
        view.number.put("session.moments", (double) s.moments);
        view.number.put("session.velocity", velocity);
        view.number.put("session.intent", Math.min(1, s.intent.at(t) / 3));
        view.number.put("session.risk", Math.min(1, s.risk.at(t)));
        view.number.put("cart.items", (double) items);
        view.number.put("cart.value", cartIsOld ? 0 : major(v.cart, v.cartCurrency));
        view.number.put("visitor.profile", v.profile());
        view.number.put("visitor.sessions", (double) v.sessions);
        view.number.put("visitor.purchases", (double) v.purchases.size());
        view.number.put("visitor.revenue", major(v.revenue, v.revenueCurrency));
        view.text.put("session.stage", hash(STAGES.get(view.stage)));
        view.text.put("session.urgency", hash(URGENCIES.get(view.urgency)));
        view.number.put("visitor.probability", model == null ? v.profile() : model.probability(view));
    }

    private void moment(final Moment m, final PlainView view) {
        view.number.put("moment.duration", m.duration);
        view.number.put("moment.depth", m.depth);
        view.number.put("moment.scroll_velocity", m.scrollVelocity);
        view.number.put("moment.scroll_depth", m.scrollDepth);
        final double quantity = Double.isNaN(m.quantity) ? 1 : m.quantity;
        view.number.put("moment.value", m.hasPrice ? major(m.priceMinor, m.currency) * quantity
            : m.hasRevenue ? major(m.revenueMinor, m.currency) : Double.NaN);
    }

    private boolean session(final PlainVisitor v, final Moment m) {
        final boolean isClients = settings.session() == EngineSettings.SessionMode.CLIENT;
        final boolean begins = v.session == null || m.occurred - v.session.last > settings.sessionGapMs()
            || isClients && m.sessionKey != 0 && v.clientSession != 0 && m.sessionKey != v.clientSession;
        if (begins) {
            final long last = v.session == null ? m.occurred : Math.max(m.occurred, v.session.last);
            v.session = new PlainVisitor.Session(m.sequence, m.occurred);
            v.session.last = last;
            v.clientSession = 0;
            v.sessions++;
        }
        v.clientSession = m.sessionKey != 0 ? m.sessionKey : v.clientSession;
        return begins;
    }

    private static void page(final PlainVisitor.Session s, final Moment m, final String name, final boolean begins) {
        if (begins || name.equals("page_view") || name.equals("product_view") || m.page != 0 && m.page != s.page) {
            s.pageSequence = m.sequence;
            s.pageStart = m.occurred;
            s.pageDepth = Double.NaN;
        }
        s.page = m.page != 0 ? m.page : s.page;
    }

    private static void cart(final PlainVisitor v, final Moment m, final String name) {
        if (v.cartAt != null && m.occurred - v.cartAt > 7 * DAY) {
            v.emptyCart();
        }
        final BigDecimal quantity = BigDecimal.valueOf(Double.isNaN(m.quantity) ? 1 : m.quantity);
        final BigInteger value = BigDecimal.valueOf(m.priceMinor).multiply(quantity).setScale(0, RoundingMode.HALF_UP).toBigInteger();
        if (name.equals("cart_add") || name.equals("cart_remove")) {
            final int sign = name.equals("cart_add") ? 1 : -1;
            v.items = Math.max(0, v.items + sign);
            v.cartAt = v.cartAt == null ? m.occurred : Math.max(v.cartAt, m.occurred);
            if (m.hasPrice && joins(v.cart, v.cartCurrency, m.currency)) {
                v.cartCurrency = v.cart == 0 || v.cartCurrency == 0 ? m.currency : v.cartCurrency;
                v.cart = bounded(BigInteger.valueOf(v.cart).add(sign > 0 ? value : value.negate()));
            }
        } else if (name.equals("purchase")) {
            v.emptyCart();
            v.purchases.add(m.occurred);
            v.profile.clear();
            v.session.closeIntent();
            if ((m.hasRevenue || m.hasPrice) && joins(v.revenue, v.revenueCurrency, m.currency)) {
                v.revenueCurrency = v.revenue == 0 || v.revenueCurrency == 0 ? m.currency : v.revenueCurrency;
                v.revenue = bounded(BigInteger.valueOf(v.revenue).add(m.hasRevenue ? BigInteger.valueOf(m.revenueMinor) : value));
            }
        }
    }

    /** A sum stays within 0 and the largest number. */
    private static long bounded(final BigInteger sum) {
        return sum.max(BigInteger.ZERO).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** Currencies are never added up; an amount without one joins any of two decimals. */
    private static boolean joins(final long sum, final int of, final int other) {
        return sum == 0 || of == other || (of == 0 || other == 0) && decimals(of) == decimals(other);
    }

    private static int decimals(final int currency) {
        return currency == 0 ? 2 : currency >>> 24;
    }

    static double major(final long minor, final int currency) {
        return minor / StrictMath.pow(10, decimals(currency));
    }

    private double ramp(final Moment m, final String name, final PlainView view) {
        switch (name) {
            case "scroll":
                return Double.isNaN(m.scrollVelocity) ? 0 : rise(speed(m, view), 120, 600, 0.8, 1);
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

    private double speed(final Moment m, final PlainView view) {
        final double v = Math.abs(m.scrollVelocity);
        final List<Double> device = speeds.computeIfAbsent(m.storefront + " device " + m.device, k -> new ArrayList<>());
        final List<Double> all = speeds.computeIfAbsent(m.storefront + " all", k -> new ArrayList<>());
        double x = v;
        double z = 0;
        if (device.size() >= 30 && deviation(device) > 0) {
            z = Math.max(-4, Math.min(4, (v - mean(device)) / deviation(device)));
            x = mean(all) + deviation(all) * z;
        }
        view.number.put("moment.scroll_z", z);
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

    private static void velocity(final PlainVisitor.Session s, final Moment m, final String name) {
        if (name.equals("product_view") && m.duration > 0 && m.duration < 30) {
            s.velocity += 0.3;
        } else if (name.equals("review_read") && Math.abs(m.scrollVelocity) > 200) {
            s.velocity += 0.4;
        } else if (name.equals("cart_add") && m.occurred - s.start <= 180_000) {
            s.velocity += 0.6;
        }
    }

    private static void risk(final PlainVisitor v, final Moment m, final String name) {
        final long t = m.occurred;
        final PlainVisitor.Session s = v.session;
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
            s.risk.add(t, a);
        }
    }

    private static int stage(final PlainVisitor.Session s, final long t) {
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

    private static int urgency(final PlainVisitor v, final long t, final double velocity, final int items) {
        final double[] cluster = v.clusters.getOrDefault("urgency", new double[] {0, t});
        final double weight = cluster[0] / (1 + Math.max(0, (t - cluster[1]) / 3_600_000) / 24);
        return weight >= 1 || items > 0 && velocity >= 0.6 ? 2 : weight >= 0.4 ? 1 : 0;
    }

    private static double known(final double x) {
        return Double.isNaN(x) ? 0 : x;
    }

    /** FNV-1a with 64 bits: scoring takes any hash. */
    static long hash(final String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
