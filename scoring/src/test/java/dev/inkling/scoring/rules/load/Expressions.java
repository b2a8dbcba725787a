package dev.inkling.scoring.rules.load;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.TextName;

/**
 * Random conditions, each written twice: as a rule says it, and as plain CEL says it: doubles for whole numbers, ms for durations, and
 * where something may be unknown, a NaN or an empty text, what its comparison is then.
 */
final class Expressions {
    static final List<NumberName> NUMBERS = List.of(NumberName.values());
    static final List<String> MOMENTS = List.of("scroll", "cart_add", "price_check");
    static final Map<TextName, List<String>> TEXTS = texts();
    private static final List<String> CROSSABLE = List.of("session.velocity", "session.intent", "session.risk", "visitor.profile",
        "visitor.probability", "page.scroll_depth");
    private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};

    /** How often each kind of thing was said. */
    final Map<String, Integer> said = new TreeMap<>();
    private final Random random;

    Expressions(final Random random) {
        this.random = random;
    }

    private static Map<TextName, List<String>> texts() {
        final List<String> stages = List.of("research", "consideration", "decision", "post_purchase");
        final Map<TextName, List<String>> texts = new TreeMap<>();
        for (final TextName name : TextName.values()) {
            switch (name) {
                case MOMENT_NAME -> texts.put(name, MOMENTS);
                case MOMENT_STAGE, SESSION_STAGE -> texts.put(name, stages);
                case MOMENT_DEVICE -> texts.put(name, List.of("mobile", "tablet", "desktop", "other"));
                case MOMENT_CATEGORY -> texts.put(name, List.of("intent", "social_proof", "urgency", "other"));
                case SESSION_URGENCY -> texts.put(name, List.of("low", "medium", "high"));
                default -> texts.put(name, List.of("a", "b", "/c"));
            }
        }
        return texts;
    }

    Pair condition(final int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 11)) {
            case 0:
                return comparison(0);
            case 1:
                return text();
            case 2:
            case 3:
                return function();
            case 4:
                return Pair.same(say(random.nextBoolean() ? "true" : "false"));
            case 5:
                return comparison(depth);
            case 6:
                return condition(depth - 1).within(say("!") + '(', ")");
            case 7:
                say("?:");
                return condition(depth - 1).choose(condition(depth - 1), condition(depth - 1));
            case 8:
                // Whether two conditions are as true as each other.
                return condition(depth - 1).join(say("same", random.nextBoolean() ? "==" : "!="), condition(depth - 1));
            default:
                return condition(depth - 1).join(say(random.nextBoolean() ? "&&" : "||"), condition(depth - 1));
        }
    }

    private Pair number(final int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 9)) {
            case 0:
                return literal(random.nextInt(13) - 3);
            case 1:
            case 2:
                return Pair.same(say(pick(NUMBERS).celName()));
            case 3:
                return Pair.same(say("count/1", "count(\"") + pick(MOMENTS) + "\")");
            case 4:
                return Pair.same(say("since(\"") + pick(MOMENTS) + "\")");
            case 5:
                return number(depth - 1).within(say("negate", "-("), ")");
            case 6:
                say("number ?:");
                return condition(0).choose(number(depth - 1), number(depth - 1));
            default:
                return number(depth - 1).join(say(pick(List.of("+", "-", "*", "/"))), number(depth - 1));
        }
    }

    private Pair comparison(final int depth) {
        final String operator = say(COMPARISONS[random.nextInt(COMPARISONS.length)]);
        switch (random.nextInt(4)) {
            case 0:
                final List<Integer> list = List.of(random.nextInt(5), random.nextInt(5)).subList(0, 1 + random.nextInt(2));
                say("number in");
                final Pair number = number(depth);
                return new Pair('(' + number.ours + ") in " + list,
                    "known(" + number.theirs + ") && (" + number.theirs + ") in " + list.stream().map(value -> value + ".0").toList());
            case 1:
                final Pair counts = random.nextBoolean() ? windowedCount() : windowedCount().join("+", windowedCount());
                return known(counts, operator, literal(random.nextInt(15)));
            default:
                return known(number(depth), operator, number(depth));
        }
    }

    /** A comparison is false when either side is unknown. */
    private static Pair known(final Pair a, final String operator, final Pair b) {
        final Pair plain = a.join(operator, b);
        return new Pair(plain.ours, "(known(" + a.theirs + ") && known(" + b.theirs + ") && " + plain.theirs + ')');
    }

    private Pair literal(final int value) {
        return random.nextInt(4) == 0 ? Pair.same(say("double", value + ".5")) : new Pair(Integer.toString(value), value + ".0");
    }

    private Pair windowedCount() {
        return call(say("count/2", "count"), pick(MOMENTS), window());
    }

    private Pair text() {
        final TextName name = pick(List.copyOf(TEXTS.keySet()));
        final String of = say(name.celName());
        final String value = '"' + pick(TEXTS.get(name)) + '"';
        switch (random.nextInt(4)) {
            case 0:
                return Pair.same(say("text ==", of) + " == " + value);
            case 1:
                return new Pair(say("text !=", of) + " != " + value, '(' + of + " != " + value + " && " + of + " != \"\")");
            case 2:
                return Pair.same(value + " == " + of);
            default:
                return Pair.same(say("text in", of) + " in [" + value + ", \"" + pick(TEXTS.get(name)) + "\"]");
        }
    }

    private Pair function() {
        final String a = pick(MOMENTS);
        final String b = pick(MOMENTS);
        final List<Supplier<Pair>> functions = List.of(
            () -> Pair.same(say("seen/1", "seen(\"") + a + "\")"),
            () -> Pair.same(say("first(\"") + a + "\")"),
            () -> call(say("seen/2", "seen"), a, window()),
            () -> Pair.same(say("before/2", "before(\"") + a + "\", \"" + b + "\")"),
            () -> call(say("before/3", "before"), a + "\", \"" + b, window()),
            () -> lasted(a),
            () -> crossed(pick(CROSSABLE), random.nextInt(5)));
        return pick(functions).get();
    }

    private Pair lasted(final String name) {
        final int seconds = 1 + random.nextInt(2);
        final Pair within = window();
        return new Pair(say("lasted(\"") + name + "\", " + seconds + ", " + within.ours + ')',
            "lasted(\"" + name + "\", " + seconds + ".0, " + within.theirs + ')');
    }

    private Pair crossed(final String name, final int edge) {
        return new Pair(say("crossed(") + name + ", " + edge + ')', "crossed(\"" + name + "\", " + edge + ".0)");
    }

    private Pair window() {
        final int seconds = 1 + random.nextInt(3);
        return new Pair("duration(\"" + seconds + "s\")", seconds + "000.0");
    }

    private static Pair call(final String function, final String names, final Pair within) {
        return within.within(function + "(\"" + names + "\", ", ")");
    }

    private String say(final String what) {
        return say(what, what);
    }

    private String say(final String what, final String text) {
        said.merge(what, 1, Integer::sum);
        return text;
    }

    private <T> T pick(final List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One expression, twice. */
    record Pair(String ours, String theirs) {
        static Pair same(final String text) {
            return new Pair(text, text);
        }

        Pair within(final String before, final String after) {
            return new Pair(before + ours + after, before + theirs + after);
        }

        Pair join(final String operator, final Pair b) {
            return new Pair("(" + ours + ") " + operator + " (" + b.ours + ")", "(" + theirs + ") " + operator + " (" + b.theirs + ")");
        }

        Pair choose(final Pair yes, final Pair no) {
            return new Pair("(" + ours + ") ? (" + yes.ours + ") : (" + no.ours + ")",
                "(" + theirs + ") ? (" + yes.theirs + ") : (" + no.theirs + ")");
        }
    }
}
