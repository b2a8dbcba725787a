package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.inkling.scoring.plain.PlainRule.Clause;

/** Rules of every kind, drawn from a seed. Windows and cooldowns are those on whose edges {@link RandomMoments} likes to stand. */
final class RandomRules {
    /** Moments that rules name. */
    static final String[] MOMENTS = {"product_view", "review_read", "cart_add", "back_scroll", "pricing_dwell", "form_focus",
        "exit_intent", "size_guide", "stock_check", "purchase"};
    /** Ms that windows, cooldowns and timers are made of. */
    static final long[] SPANS = {10_000, 30_000, 60_000, 600_000, 900_000, 1_800_000, 7_200_000, 86_400_000};
    private static final String[] PERS = {"none", "none", "none", "session", "page", "visitor"};
    /** Thresholds are multiples of this, which no sum comes to but by chance: the last bit of a score must not matter. */
    private static final double STEP = 0.103_712_345_678_9;
    private static final int SECONDS = 3;
    private static final int LASTED = 3;
    private static final int RULES = 12;
    private static final int PROBES = 4;
    /** The last one is crossed, which has no meaning at a timer. */
    private static final int FUNCTIONS = 10;

    private final Random random;

    private RandomRules(final long seed) {
        random = new Random(seed);
    }

    /** In file order. */
    static List<PlainRule> of(final long seed) {
        final RandomRules rules = new RandomRules(seed);
        final List<PlainRule> all = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            all.add(rules.rule("r" + i));
        }
        for (int i = 0; i < PROBES; i++) {
            all.add(rules.probe("p" + i, (int) (seed * PROBES + i) % FUNCTIONS));
        }
        return all;
    }

    /** A rule that never fires, and has all facts kept from the beginning that rules of another set may ask for. */
    private static String facts() {
        final List<String> all = new ArrayList<>();
        for (final String moment : MOMENTS) {
            all.add("count(\"" + moment + "\", duration(\"1s\")) > 1");
            for (int i = 0; i < LASTED; i++) {
                all.add("lasted(\"" + moment + "\", " + SECONDS * i + ", duration(\"1s\"))");
            }
        }
        return "- {name: facts, enabled: false, when: '" + String.join(" && ", all) + "', action: {type: note, id: n}}\n";
    }

    /** In the order in which they are looked at; the kill switch is thrown for some. */
    static List<PlainRule> inOrder(final List<PlainRule> rules) {
        return rules.stream().filter(rule -> rule.enabled).sorted(Comparator.comparingInt((PlainRule rule) -> -rule.priority)).toList();
    }

    static String yaml(final List<PlainRule> rules) {
        final StringBuilder text = new StringBuilder("triggers:\n");
        rules.forEach(rule -> text.append(rule.yaml()));
        return text.append(facts()).toString();
    }

    /** Rules of the same names as others, some changed, some gone, in another order. */
    static List<PlainRule> others(final long seed) {
        final List<PlainRule> all = of(seed + 1_000);
        final Random random = new Random(seed);
        all.removeIf(rule -> random.nextInt(4) == 0);
        Collections.shuffle(all, random);
        return all;
    }

    /** One function, asked at all times, and nothing that keeps it from being told. */
    private PlainRule probe(final String name, final int kind) {
        final PlainRule rule = new PlainRule(name);
        rule.when = function(kind);
        rule.on = new LinkedHashSet<>(List.of(MOMENTS));
        return rule;
    }

    private PlainRule rule(final String name) {
        final PlainRule rule = new PlainRule(name);
        rule.per = pick(PERS);
        rule.cooldownMs = random.nextInt(2) * span();
        rule.enabled = random.nextInt(15) > 0;
        rule.treat = random.nextBoolean() ? 1 : random.nextInt(11) / 10.0;
        rule.seed = random.nextBoolean() ? name : "other";
        rule.priority = random.nextInt(3);
        rule.storefront = random.nextInt(8) == 0 ? "outlet" : null;
        rule.capSession = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        rule.capDay = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
        rule.every = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        rule.visible = random.nextInt(3) == 0;
        rule.shadow = random.nextInt(5) == 0;
        if (random.nextInt(3) == 0) {
            rule.after = some();
            rule.unless = new LinkedHashSet<>(some());
            rule.unless.removeAll(rule.after);
            rule.idleMs = SPANS[random.nextInt(7)];
            rule.when = random.nextBoolean() ? null : clause(1, false);
        } else {
            rule.when = clause(2, true);
            rule.on = random.nextInt(3) == 0 ? some() : null;
        }
        return rule;
    }

    private Set<String> some() {
        final Set<String> some = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(moment());
        }
        return some;
    }

    private Clause clause(final int depth, final boolean ofMoment) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextBoolean() ? function(random.nextInt(ofMoment ? FUNCTIONS : FUNCTIONS - 1)) : comparison(ofMoment);
        }
        final Clause a = clause(depth - 1, ofMoment);
        switch (random.nextInt(5)) {
            case 0:
                return a.not();
            case 1:
            case 2:
                return a.or(clause(depth - 1, ofMoment));
            default:
                return a.and(clause(depth - 1, ofMoment));
        }
    }

    private Clause function(final int kind) {
        final String a = moment();
        final String b = moment();
        final long ms = span();
        final String within = ", duration(\"" + ms + "ms\")";
        final int n = 1 + random.nextInt(4);
        switch (kind) {
            case 0:
                return Clause.of("seen(\"" + a + "\")", view -> view.seen(a), a);
            case 1:
                return Clause.of("seen(\"" + a + '"' + within + ')', view -> view.seen(a, ms), a);
            case 2:
                return Clause.of("count(\"" + a + "\") >= " + n, view -> view.count(a) >= n, a);
            case 3:
                return Clause.of("count(\"" + a + '"' + within + ") >= " + n, view -> view.count(a, ms) >= n, a);
            case 4:
                return Clause.of("since(\"" + a + "\") < " + ms / 1_000, view -> view.since(a) < ms / 1_000, a);
            case 5:
                return Clause.of("before(\"" + a + "\", \"" + b + "\")", view -> view.before(a, b, Long.MAX_VALUE), a, b);
            case 6:
                return Clause.of("before(\"" + a + "\", \"" + b + '"' + within + ')', view -> view.before(a, b, ms), a, b);
            case 7:
                return Clause.of("first(\"" + a + "\")", view -> view.first(a), a);
            case 8:
                final double seconds = SECONDS * random.nextInt(LASTED);
                return Clause.of("lasted(\"" + a + "\", " + seconds + within + ')', view -> view.lasted(a, seconds, ms), a);
            default:
                return crossed();
        }
    }

    private Clause crossed() {
        final String of = pick("session.velocity", "session.intent", "session.risk", "visitor.profile", "visitor.probability",
            "page.scroll_depth");
        final double threshold = of.startsWith("page") ? 0.6 : (1 + random.nextInt(9)) * STEP;
        return Clause.of("crossed(" + of + ", " + threshold + ')', view -> view.crossed(of, threshold));
    }

    private Clause comparison(final boolean ofMoment) {
        final long ms = span();
        switch (random.nextInt(ofMoment ? 9 : 6)) {
            case 0:
                return less(
                    pick("session.intent", "session.risk", "session.velocity", "visitor.profile"), STEP * (1 + random.nextInt(9)));
            case 1:
                return less(pick("page.time", "session.age"), ms / 1_000.0);
            case 2:
                return less(pick("session.moments", "visitor.sessions"), 1 + random.nextInt(6));
            case 3:
                return less(pick("visitor.purchases", "cart.items"), 1 + random.nextInt(2));
            case 4:
                return less(pick("cart.value", "visitor.revenue"), 50.005);
            case 5:
                return random.nextBoolean() ? equal("session.stage", pick("decision", "research", "consideration", "post_purchase"))
                    : equal("session.urgency", pick("high", "medium", "low"));
            case 6:
                return less(pick("moment.duration", "moment.depth", "moment.scroll_velocity", "moment.scroll_depth", "moment.value",
                    "moment.scroll_z", "moment.intent"), random.nextInt(3) + 0.0037);
            case 7:
                return textOfMoment();
            default:
                final String name = moment();
                return Clause.of("moment.name == \"" + name + '"', view -> name.equals(view.name), name);
        }
    }

    private Clause textOfMoment() {
        switch (random.nextInt(4)) {
            case 0:
                return equal("moment.category", pick("intent", "consideration", "outcome"));
            case 1:
                return equal("moment.stage", pick("decision", "consideration", "post_purchase"));
            case 2:
                return equal("moment.device", pick("mobile", "other"));
            default:
                return equal("moment.page", pick("p1", "p2"));
        }
    }

    private Clause less(final String name, final double than) {
        return random.nextBoolean() ? Clause.of(name + " < " + than, view -> view.number(name) < than)
            : Clause.of(name + " >= " + than, view -> view.number(name) >= than);
    }

    private Clause equal(final String name, final String value) {
        final long hash = PlainScores.hash(value);
        return random.nextInt(3) == 0
            ? Clause.of(name + " != \"" + value + '"', view -> view.text(name) != 0 && view.text(name) != hash)
            : Clause.of(name + " == \"" + value + '"', view -> view.text(name) == hash);
    }

    private long span() {
        return SPANS[random.nextInt(SPANS.length)];
    }

    private String moment() {
        return pick(MOMENTS);
    }

    private String pick(final String... of) {
        return of[random.nextInt(of.length)];
    }
}
