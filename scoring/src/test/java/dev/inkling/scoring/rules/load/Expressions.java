package dev.inkling.scoring.rules.load;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random conditions, each written twice: as a rule says it, and as plain CEL says it (doubles for whole numbers, ms for durations). */
final class Expressions {
    static final List<String> NUMBERS = List.of("moment.depth", "page.time", "session.intent", "cart.value");
    static final List<String> MOMENTS = List.of("scroll", "cart_add", "price_check");

    private Expressions() {
    }

    static Arbitrary<Pair> condition(final int depth) {
        final Arbitrary<Pair> leaf = Arbitraries.oneOf(comparison(0), text(), function(), Arbitraries.of(true, false).map(Pair::same));
        if (depth == 0) {
            return leaf;
        }
        final Arbitrary<Pair> part = Arbitraries.lazy(() -> condition(depth - 1));
        return Arbitraries.oneOf(leaf, comparison(depth), part.map(a -> a.within("!(", ")")),
            Combinators.combine(part, Arbitraries.of("&&", "||", "==", "!="), part).as(Pair::join),
            Combinators.combine(part, part, part).as(Pair::choose));
    }

    private static Arbitrary<Pair> number(final int depth) {
        final Arbitrary<Pair> literal = Arbitraries.integers().between(-3, 9).map(Expressions::literal);
        final Arbitrary<Pair> leaf = Arbitraries.oneOf(literal, Arbitraries.of(NUMBERS).map(Pair::same),
            Arbitraries.of(MOMENTS).map(name -> Pair.same("count(\"" + name + "\")")),
            Arbitraries.of(MOMENTS).map(name -> Pair.same("since(\"" + name + "\")")));
        if (depth == 0) {
            return leaf;
        }
        final Arbitrary<Pair> part = Arbitraries.lazy(() -> number(depth - 1));
        final Arbitrary<Pair> divisor = Arbitraries.of(-2, 4, 10).map(Expressions::literal);
        return Arbitraries.oneOf(leaf, part.map(a -> a.within("-(", ")")),
            Combinators.combine(part, Arbitraries.of("+", "-", "*"), part).as(Pair::join),
            Combinators.combine(part, Arbitraries.just("/"), divisor).as(Pair::join),
            Combinators.combine(condition(0), part, part).as(Pair::choose));
    }

    private static Pair literal(final int value) {
        return new Pair(Integer.toString(value), value + ".0");
    }

    private static Arbitrary<Pair> comparison(final int depth) {
        final Arbitrary<String> operator = Arbitraries.of("==", "!=", "<", "<=", ">", ">=");
        final Arbitrary<Pair> list = Arbitraries.integers().between(0, 4).list().ofMinSize(1).ofMaxSize(3).map(values -> new Pair(
            values.toString(), values.stream().map(value -> value + ".0").toList().toString()));
        return Arbitraries.oneOf(
            Combinators.combine(number(depth), operator, number(depth)).as(Pair::join),
            Combinators.combine(number(depth), Arbitraries.just("in"), list).as(Pair::join),
            Combinators.combine(windowedCount(), operator, Arbitraries.integers().between(0, 14).map(Expressions::literal)).as(Pair::join));
    }

    private static Arbitrary<Pair> windowedCount() {
        return Combinators.combine(Arbitraries.of(MOMENTS), window()).as((name, within) -> call("count", name, within));
    }

    private static Arbitrary<Pair> text() {
        return Arbitraries.of("moment.device == \"mobile\"", "\"mobile\" != moment.device", "moment.device in [\"tablet\", \"mobile\"]",
            "moment.page == \"/a\"", "moment.page != \"/a\"", "moment.name == \"scroll\"").map(Pair::same);
    }

    private static Arbitrary<Pair> function() {
        final Arbitrary<String> moment = Arbitraries.of(MOMENTS);
        return Arbitraries.oneOf(
            moment.map(name -> Pair.same("seen(\"" + name + "\")")),
            moment.map(name -> Pair.same("first(\"" + name + "\")")),
            Combinators.combine(moment, window()).as((name, within) -> call("seen", name, within)),
            Combinators.combine(moment, moment).as((a, b) -> Pair.same("before(\"" + a + "\", \"" + b + "\")")),
            Combinators.combine(moment, moment, window()).as((a, b, within) -> call("before", a + "\", \"" + b, within)),
            Combinators.combine(moment, Arbitraries.of(1, 2), window()).as((name, seconds, within) -> new Pair(
                "lasted(\"" + name + "\", " + seconds + ", " + within.ours + ")",
                "lasted(\"" + name + "\", " + seconds + ".0, " + within.theirs + ")")),
            Arbitraries.integers().between(0, 4).map(edge -> new Pair(
                "crossed(session.intent, " + edge + ")", "crossed(\"session.intent\", " + edge + ".0)")));
    }

    private static Arbitrary<Pair> window() {
        return Arbitraries.of(1, 2, 3).map(seconds -> new Pair("duration(\"" + seconds + "s\")", seconds + "000.0"));
    }

    private static Pair call(final String function, final String names, final Pair within) {
        return within.within(function + "(\"" + names + "\", ", ")");
    }

    /** One expression, twice. */
    record Pair(String ours, String theirs) {
        static Pair same(final Object text) {
            return new Pair(text.toString(), text.toString());
        }

        Pair within(final String before, final String after) {
            return new Pair(before + ours + after, before + theirs + after);
        }

        static Pair join(final Pair a, final String operator, final Pair b) {
            return new Pair("(" + a.ours + ") " + operator + " (" + b.ours + ")", "(" + a.theirs + ") " + operator + " (" + b.theirs + ")");
        }

        static Pair choose(final Pair condition, final Pair yes, final Pair no) {
            return new Pair("(" + condition.ours + ") ? (" + yes.ours + ") : (" + no.ours + ")",
                "(" + condition.theirs + ") ? (" + yes.theirs + ") : (" + no.theirs + ")");
        }
    }
}
