package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.inkling.scoring.rules.History;
import dev.inkling.scoring.rules.TextName;

/** Random conditions mean to us what they mean to CEL, wherever nothing is unknown. */
class RandomExpressionTest {
    private static final CelReference CEL = new CelReference();

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void shouldAgreeWithCel(@ForAll("conditions") final Expressions.Pair expression, @ForAll final long seed) throws Exception {
        final OneRule rule = OneRule.when(expression.ours());
        final Random random = new Random(seed);
        final Map<String, Object> names = new LinkedHashMap<>();
        for (final String name : Expressions.NUMBERS) {
            final double value = random.nextInt(8) / 2.0;
            names.put(name, value);
            rule.with(Names.NUMBERS.get(name), value);
        }
        final double before = random.nextInt(5);
        rule.before(Names.NUMBERS.get("session.intent"), before);
        text(rule, names, TextName.MOMENT_DEVICE, List.of("mobile", "tablet", "other"), random);
        text(rule, names, TextName.MOMENT_PAGE, List.of("/a", "/b"), random);
        text(rule, names, TextName.MOMENT_NAME, Expressions.MOMENTS, random);
        final History past = new History(CelReference.PLAN);
        for (int i = 0; i < 40; i++) {
            // Each moment at least once, so that since() is finite.
            final int type = OneRule.type(Expressions.MOMENTS.get(i < 3 ? i : random.nextInt(3)));
            final long t = OneRule.NOW - random.nextInt(8) * 500L;
            final double seconds = random.nextInt(5) / 2.0;
            if (random.nextBoolean()) {
                past.now(type, t, seconds);
                rule.history.now(type, t, seconds);
            } else {
                past.earlier(type, t, seconds);
                rule.history.earlier(type, t, seconds);
            }
        }
        assertEquals(CEL.eval(expression.theirs(), names, past, before), rule.matches(), () -> expression.ours() + " with " + names);
    }

    private static void text(
        final OneRule rule, final Map<String, Object> names, final TextName name, final List<String> values, final Random random) {
        final String value = values.get(random.nextInt(values.size()));
        names.put(name.celName(), value);
        rule.with(name, value);
    }

    @Provide
    Arbitrary<Expressions.Pair> conditions() {
        return Expressions.condition(3);
    }
}
