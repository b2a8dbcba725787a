package dev.inkling.scoring.rules.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.History;

/** CEL's own interpreter with the functions of the rule language bound to a plain history: what our evaluator is held against. */
final class CelReference {
    /** Every moment of {@link Expressions} is a fact, and one that lasted 1 s (slots 0 to 2) or 2 s (slots 3 to 5). */
    static final FactPlan PLAN = new FactPlan(
        Expressions.MOMENTS.stream().mapToInt(OneRule::type).toArray(),
        new int[0], new int[] {0, 1, 2, 0, 1, 2}, new double[] {1, 1, 1, 2, 2, 2});

    private final Cel cel;
    private History history;
    private Map<String, Double> before;
    private Map<String, Double> after;

    CelReference() {
        final CelBuilder builder = CelFactory.standardCelBuilder();
        Expressions.NUMBERS.forEach(name -> builder.addVar(name.celName(), SimpleType.DOUBLE));
        Expressions.TEXTS.keySet().forEach(name -> builder.addVar(name.celName(), SimpleType.STRING));
        declare(builder, "seen", "seen_1", SimpleType.BOOL, SimpleType.STRING);
        declare(builder, "count", "count_1", SimpleType.DOUBLE, SimpleType.STRING);
        declare(builder, "seen", "seen_2", SimpleType.BOOL, SimpleType.STRING, SimpleType.DOUBLE);
        declare(builder, "count", "count_2", SimpleType.DOUBLE, SimpleType.STRING, SimpleType.DOUBLE);
        declare(builder, "since", "since_1", SimpleType.DOUBLE, SimpleType.STRING);
        declare(builder, "first", "first_1", SimpleType.BOOL, SimpleType.STRING);
        declare(builder, "before", "before_2", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING);
        declare(builder, "before", "before_3", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING, SimpleType.DOUBLE);
        declare(builder, "lasted", "lasted_3", SimpleType.BOOL, SimpleType.STRING, SimpleType.DOUBLE, SimpleType.DOUBLE);
        declare(builder, "crossed", "crossed_2", SimpleType.BOOL, SimpleType.STRING, SimpleType.DOUBLE);
        declare(builder, "known", "known_1", SimpleType.BOOL, SimpleType.DOUBLE);
        builder.addFunctionBindings(
            CelFunctionBinding.from("known_1", Double.class, number -> !number.isNaN()),
            CelFunctionBinding.from("seen_1", String.class, name -> history.sessionCount(fact(name)) > 0),
            CelFunctionBinding.from("count_1", String.class, name -> (double) history.sessionCount(fact(name))),
            CelFunctionBinding.from("seen_2", String.class, Double.class, (name, ms) -> isWithin(history.visitorLast(fact(name)), ms)),
            CelFunctionBinding.from("count_2", String.class, Double.class,
                (name, ms) -> (double) history.countOfAll(OneRule.type(name), OneRule.NOW - ms.longValue())),
            CelFunctionBinding.from("since_1", String.class, name -> since(history.visitorLast(fact(name)))),
            CelFunctionBinding.from("first_1", String.class, name -> history.first(fact(name))),
            CelFunctionBinding.from("before_2", String.class, String.class, (a, b) -> ordered(a, b, 1e15)),
            CelFunctionBinding.from("before_3", List.of(String.class, String.class, Double.class),
                args -> ordered((String) args[0], (String) args[1], (Double) args[2])),
            CelFunctionBinding.from("lasted_3", List.of(String.class, Double.class, Double.class),
                args -> isWithin(history.lasted(fact((String) args[0]) + ((Double) args[1] == 1 ? 0 : 3)), (Double) args[2])),
            CelFunctionBinding.from("crossed_2", String.class, Double.class,
                (name, edge) -> before.get(name) <= edge && edge < after.get(name)));
        this.cel = builder.build();
    }

    private static void declare(
        final CelBuilder builder, final String name, final String overload, final CelType result, final CelType... parameters) {
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(overload, result, List.of(parameters))));
    }

    private static int fact(final String name) {
        return Expressions.MOMENTS.indexOf(name);
    }

    private static boolean isWithin(final long t, final double ms) {
        return t != FactView.NEVER && OneRule.NOW - t <= ms;
    }

    private boolean ordered(final String first, final String second, final double ms) {
        final long a = history.sessionLast(fact(first));
        final long b = history.sessionLast(fact(second));
        return a != FactView.NEVER && b != FactView.NEVER && a <= b && b - a <= ms;
    }

    private static double since(final long last) {
        return last == FactView.NEVER ? Double.POSITIVE_INFINITY : (OneRule.NOW - last) / 1_000.0;
    }

    boolean eval(
        final String expression, final Map<String, Double> numbers, final Map<String, Double> numbersBefore,
        final Map<String, String> texts, final History past) throws CelException {
        history = past;
        before = numbersBefore;
        after = numbers;
        final Map<String, Object> names = new HashMap<>(numbers);
        names.putAll(texts);
        return (Boolean) cel.createProgram(cel.compile(expression).getAst()).eval(names);
    }
}
