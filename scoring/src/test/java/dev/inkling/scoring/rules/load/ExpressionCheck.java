package dev.inkling.scoring.rules.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.cel.common.CelException;

import dev.inkling.scoring.rules.History;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.TextName;

/**
 * Random conditions, evaluated by our evaluator and by CEL's own interpreter. Public and static, so that a test can run it in a class
 * loader with another evaluator.
 */
public final class ExpressionCheck {
    private static final int DEPTH = 3;
    private static final int MOST_PAST = 40;
    private static final CelReference CEL = new CelReference();

    private final Random random;
    private final Expressions expressions;
    private int held;

    private ExpressionCheck(final long seed) {
        random = new Random(seed);
        expressions = new Expressions(random);
    }

    /**
     * Evaluates both ways.
     *
     * @param seed of everything
     * @param count how many conditions
     * @return the first that differs, null if none does
     * @throws CelException when CEL cannot evaluate one
     */
    public static String difference(final long seed, final int count) throws CelException {
        return new ExpressionCheck(seed).run(count);
    }

    /**
     * Evaluates both ways, and tells what was said.
     *
     * @return how often each operator, function and name was part of a condition, and under {@code held} how many conditions held
     * @throws AssertionError with the first that differs
     */
    static Map<String, Integer> check(final long seed, final int count) throws CelException {
        final ExpressionCheck check = new ExpressionCheck(seed);
        final String difference = check.run(count);
        if (difference != null) {
            throw new AssertionError("seed " + seed + ": " + difference);
        }
        final Map<String, Integer> said = new TreeMap<>(check.expressions.said);
        said.put("held", check.held);
        return said;
    }

    private String run(final int count) throws CelException {
        for (int i = 0; i < count; i++) {
            final String difference = one(expressions.condition(DEPTH));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private String one(final Expressions.Pair expression) throws CelException {
        final OneRule rule = OneRule.when(expression.ours());
        final Map<String, Double> numbers = new HashMap<>();
        final Map<String, Double> before = new HashMap<>();
        for (final NumberName name : Expressions.NUMBERS) {
            numbers.put(name.celName(), number());
            before.put(name.celName(), number());
            rule.with(name, numbers.get(name.celName()));
            rule.before(name, before.get(name.celName()));
        }
        final Map<String, String> texts = new HashMap<>();
        Expressions.TEXTS.forEach((name, values) -> {
            final boolean isKnown = name == TextName.MOMENT_NAME || random.nextInt(6) > 0;
            texts.put(name.celName(), isKnown ? values.get(random.nextInt(values.size())) : "");
            if (isKnown) {
                rule.with(name, texts.get(name.celName()));
            }
        });
        final History past = new History(CelReference.PLAN);
        for (int i = random.nextInt(3) == 0 ? random.nextInt(4) : MOST_PAST; i > 0; i--) {
            past(rule, past);
        }
        final boolean expected = CEL.eval(expression.theirs(), numbers, before, texts, past);
        held += expected ? 1 : 0;
        return expected == rule.matches() && (rule.mayMatch() || !expected) ? null
            : expression.ours() + " is " + expected + " to CEL with " + numbers + ", before " + before + ", " + texts;
    }

    /** A small number, so that equal ones meet; or unknown. */
    private double number() {
        return random.nextInt(6) == 0 ? Double.NaN : random.nextInt(8) / 2.0;
    }

    private void past(final OneRule rule, final History past) {
        final int type = OneRule.type(Expressions.MOMENTS.get(random.nextInt(Expressions.MOMENTS.size())));
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
}
