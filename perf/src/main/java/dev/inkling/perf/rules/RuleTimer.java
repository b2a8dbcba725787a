package dev.inkling.perf.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.TextName;

/**
 * Times the conditions of rules, one rule at a time, over made-up moments of the types that it looks at. All rules are run through one
 * another first, so that no compiler takes one shape of condition for the only one. Confined to one thread.
 */
final class RuleTimer {
    private static final int MOMENTS = 256;
    private static final int PASSES = 400;
    private static final int ROUNDS = 7;
    private static final long NOW_MS = 1_750_000_000_000L;
    private static final double[] SCALES = {1, 1, 30, 600};

    private final RuleSet rules;
    private final Catalogue catalogue;
    private final List<RandomFacts> facts = new ArrayList<>();
    private final List<RuleInputs> inputs = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private long held;

    /**
     * Makes moments up.
     *
     * @param rules     to time
     * @param catalogue that they were compiled with
     */
    RuleTimer(final RuleSet rules, final Catalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
        for (int i = 0; i < MOMENTS; i++) {
            facts.add(new RandomFacts(random, NOW_MS));
            inputs.add(inputs());
        }
        for (int pass = 0; pass < PASSES; pass++) {
            for (int rule = 0; rule < rules.size(); rule++) {
                held += pass(rule, 1 + MOMENTS / Math.max(1, rules.size()));
            }
        }
    }

    private RuleInputs inputs() {
        final RuleInputs made = new RuleInputs();
        made.occurred = NOW_MS;
        for (int i = 0; i < made.number.length; i++) {
            final double scale = SCALES[random.nextInt(SCALES.length)];
            made.number[i] = random.nextInt(8) == 0 ? Double.NaN : random.nextDouble() * scale;
            made.before[i] = made.number[i] * random.nextDouble();
        }
        Arrays.setAll(made.text, i -> random.nextLong());
        return made;
    }

    /**
     * Times a rule.
     *
     * @param rule its index
     * @return nanoseconds of an evaluation, median of {@value #ROUNDS} rounds; share of evaluations at which it held
     */
    Cost time(final int rule) {
        lookAt(rule);
        final double[] nanos = new double[ROUNDS];
        long heldHere = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final long begun = System.nanoTime();
            for (int pass = 0; pass < PASSES; pass++) {
                heldHere += pass(rule, MOMENTS);
            }
            nanos[round] = (System.nanoTime() - begun) / (double) (PASSES * MOMENTS);
        }
        held += heldHere;
        Arrays.sort(nanos);
        return new Cost(nanos[ROUNDS / 2], heldHere / (double) (ROUNDS * PASSES * MOMENTS));
    }

    /** The moments become of the types that the rule looks at. */
    private void lookAt(final int rule) {
        final List<Integer> types = new ArrayList<>();
        for (int type = 0; type < catalogue.types(); type++) {
            final int present = type;
            if (Arrays.stream(rules.concerning(type)).anyMatch(i -> i == rule)) {
                types.add(present);
            }
        }
        for (int i = 0; i < MOMENTS && !types.isEmpty(); i++) {
            inputs.get(i).text[TextName.MOMENT_NAME.ordinal()] = catalogue.textHash(catalogue.typeName(types.get(i % types.size())));
        }
    }

    private long pass(final int rule, final int moments) {
        long count = 0;
        for (int i = 0; i < moments; i++) {
            count += rules.matches(rule, inputs.get(i), facts.get(i)) ? 1 : 0;
        }
        return count;
    }

    /**
     * How often anything held: told, so that no compiler leaves the work out.
     *
     * @return count
     */
    long held() {
        return held;
    }

    /**
     * What a rule costs.
     *
     * @param nanos of an evaluation
     * @param held  share of the made-up moments at which it held, 0 to 1
     */
    record Cost(double nanos, double held) {
    }
}
