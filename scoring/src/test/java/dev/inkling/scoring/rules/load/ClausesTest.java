package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.TextName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each kind of clause tells: its words, whether it held, and the numbers that were compared. */
class ClausesTest {
    private static final long MINUTE = 60_000;

    private static Clause explained(final OneRule rule) {
        final Clause clause = rule.set.explain(0, new Evidence(rule.in, rule.history, hash -> "text" + (hash == 0 ? " unknown" : "")));
        assertEquals(rule.matches(), clause.holds(), clause.toString());
        return clause;
    }

    private static Clause clause(final OneRule rule, final String words, final boolean holds, final Map<String, Double> numbers) {
        final Clause clause = explained(rule);
        assertEquals(words, clause.words());
        assertEquals(holds, clause.holds());
        assertEquals(numbers, clause.numbers());
        return clause;
    }

    private static OneRule intent(final String when, final double intent) {
        return OneRule.when(when).with(NumberName.SESSION_INTENT, intent);
    }

    @Test
    void shouldTellWhatNumbersWereCompared() {
        clause(intent("session.intent > 0.9", 0.31), "session.intent is over 0.9", false, Map.of("value", 0.31, "threshold", 0.9));
        clause(intent("session.intent >= 0.3", 0.31), "session.intent is at least 0.3", true, Map.of("value", 0.31, "threshold", 0.3));
        clause(OneRule.when("session.intent < 1"), "session.intent is under 1", false, Map.of("value", Double.NaN, "threshold", 1.0));
        clause(intent("session.intent in [1, 2]", 2), "session.intent is one of 1, 2", true, Map.of("value", 2.0));
    }

    @Test
    void shouldTellWhatANumberIsComputedFrom() {
        final OneRule rule = intent("session.intent + 2.0 * session.risk > 1.0", 0.25).with(NumberName.SESSION_RISK, 0.5);
        final Clause sum = clause(rule, "(session.intent + (2 * session.risk)) is over 1", true, Map.of("value", 1.25, "threshold", 1.0));
        assertEquals(Map.of("session.intent", 0.25, "session.risk", 0.5), sum.terms());
        final Clause chosen = explained(intent("(session.intent > 0.5 ? 1.0 : 2.0) == -session.intent", 0.75));
        assertEquals(Map.of("session.intent is over 0.5", 1.0, "session.intent", 0.75), chosen.terms());
        assertTrue(explained(intent("session.intent > 0.5", 1)).terms().isEmpty());
    }

    @Test
    void shouldTellWhatFunctionsSaw() {
        clause(OneRule.when("seen(\"scroll\")").did("scroll", 5).did("scroll", 1), "scroll seen this session", true, Map.of("value", 2.0));
        clause(OneRule.when("seen(\"scroll\", duration(\"15m\"))").didEarlier("scroll", 16 * MINUTE),
            "scroll seen within 15 min", false, Map.of("value", 960.0, "threshold", 900.0));
        clause(OneRule.when("seen(\"scroll\", duration(\"15m\"))"), "scroll seen within 15 min", false,
            Map.of("value", Double.POSITIVE_INFINITY, "threshold", 900.0));
        clause(OneRule.when("count(\"scroll\") >= 2").did("scroll", 1), "count of scroll this session is at least 2", false,
            Map.of("value", 1.0, "threshold", 2.0));
        clause(OneRule.when("count(\"scroll\", duration(\"30m\")) >= 2").did("scroll", 1).did("scroll", 2),
            "count of scroll within 30 min is at least 2", true, Map.of("value", 2.0, "threshold", 2.0));
        clause(OneRule.when("since(\"scroll\") > 60").did("scroll", 90_000), "seconds since scroll is over 60", true,
            Map.of("value", 90.0, "threshold", 60.0));
        clause(OneRule.when("before(\"scroll\", \"cart_add\", duration(\"1m\"))").did("scroll", 90_000).did("cart_add", 0),
            "scroll at most 1 min before cart_add this session", false, Map.of("value", 90.0, "threshold", 60.0));
        clause(OneRule.when("before(\"scroll\", \"cart_add\")").did("scroll", 1), "scroll before cart_add this session", false,
            Map.of("value", Double.NaN));
        clause(OneRule.when("crossed(session.intent, 0.9)").before(NumberName.SESSION_INTENT, 0.85).with(NumberName.SESSION_INTENT, 0.95),
            "session.intent crossed 0.9", true, Map.of("before", 0.85, "value", 0.95, "threshold", 0.9));
        clause(OneRule.when("lasted(\"scroll\", 3, duration(\"10s\"))").did("scroll", 4_000, 3),
            "scroll of at least 3 s within 10 s", true, Map.of("value", 4.0, "threshold", 10.0));
        clause(OneRule.when("first(\"scroll\")").did("scroll", 0), "no earlier scroll", true, Map.of());
    }

    @Test
    void shouldTellTextsWhereTheyAreKnown() {
        final Clause is = explained(OneRule.when("moment.device == \"mobile\"").with(TextName.MOMENT_DEVICE, "tablet"));
        assertEquals("moment.device is mobile", is.words());
        assertEquals("text", is.text());
        assertFalse(is.holds());
        assertEquals("text unknown", explained(OneRule.when("moment.device != \"mobile\"")).text());
        assertNull(explained(intent("session.intent > 0.5", 1)).text());
    }

    @Test
    void shouldTellEveryPartAndTheFirstThatDoesNotHold() {
        final Clause all = explained(
            intent("session.intent > 0.5 && (seen(\"scroll\") || seen(\"cart_add\")) && !(session.intent < 1.0)", 0.7));
        assertEquals("and", all.join());
        assertEquals(List.of("session.intent is over 0.5 true", "scroll seen this session or cart_add seen this session false",
            "not (session.intent is under 1) false"), words(all));
        assertEquals("or", all.parts().get(1).join());
        assertEquals(List.of("scroll seen this session false", "cart_add seen this session false"), words(all.parts().get(1)));
        // What is not asked because the answer is known is told all the same.
        assertEquals("not", all.parts().get(2).join());
        assertTrue(all.parts().get(2).parts().get(0).holds());
        assertEquals("scroll seen this session or cart_add seen this session", all.firstFalse().words());
        assertNull(explained(intent("session.intent > 0.5", 1)).firstFalse());

        final Clause choice = explained(intent("session.intent > 0.5 ? seen(\"scroll\") : seen(\"cart_add\")", 0.7).did("scroll", 0));
        assertEquals("if", choice.join());
        assertEquals(List.of("session.intent is over 0.5 true", "scroll seen this session true", "cart_add seen this session false"),
            words(choice));
        final Clause same = explained(intent("(session.intent > 0.5) == seen(\"scroll\")", 0.7));
        assertEquals("same", same.join());
        assertEquals(same, same.firstFalse());
        assertEquals("never", explained(OneRule.when("false")).words());
    }

    private static List<String> words(final Clause clause) {
        return clause.parts().stream().map(part -> part.words() + ' ' + part.holds()).collect(Collectors.toList());
    }
}
