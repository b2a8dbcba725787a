package dev.inkling.scoring.rules.load;

import java.util.List;
import java.util.Map;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;

/** What of CEL a rule may use, declared to CEL's own parser and type checker; nothing of its standard library is there besides. */
final class Language {
    /** Functions by name. */
    static final List<String> FUNCTIONS =
        List.of("seen", "count", "since", "before", "crossed", "first", "lasted", "duration");
    /** Operators by CEL's own name of them, and as written. */
    static final Map<String, String> OPERATORS = Map.ofEntries(
        written(Operator.LOGICAL_AND, "&&"), written(Operator.LOGICAL_OR, "||"), written(Operator.LOGICAL_NOT, "!"),
        written(Operator.EQUALS, "=="), written(Operator.NOT_EQUALS, "!="), written(Operator.LESS, "<"),
        written(Operator.LESS_EQUALS, "<="), written(Operator.GREATER, ">"), written(Operator.GREATER_EQUALS, ">="),
        written(Operator.ADD, "+"), written(Operator.SUBTRACT, "-"), written(Operator.MULTIPLY, "*"),
        written(Operator.DIVIDE, "/"), written(Operator.NEGATE, "-"), written(Operator.IN, "in"),
        written(Operator.CONDITIONAL, "?:"));

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_NODES = 1_000;
    private static final int MAX_RECURSION = 64;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType NUMBER = SimpleType.DOUBLE;
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TIME = SimpleType.DURATION;

    private Language() {
    }

    private static Map.Entry<String, String> written(final Operator operator, final String text) {
        return Map.entry(operator.getFunction(), text);
    }

    static CelCompiler compiler() {
        final CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardEnvironmentEnabled(false)
            .setOptions(CelOptions.current()
                .maxExpressionCodePointSize(MAX_LENGTH)
                .maxParseExpressionNodeCount(MAX_NODES)
                .maxParseRecursionDepth(MAX_RECURSION)
                .build())
            .setResultType(BOOL);
        Names.NUMBERS.keySet().forEach(name -> builder.addVar(name, NUMBER));
        Names.TEXTS.keySet().forEach(name -> builder.addVar(name, TEXT));
        logic(builder);
        numbers(builder);
        functions(builder);
        return builder.build();
    }

    private static void logic(final CelCompilerBuilder builder) {
        declare(builder, Operator.LOGICAL_AND.getFunction(), BOOL, List.of(BOOL, BOOL));
        declare(builder, Operator.LOGICAL_OR.getFunction(), BOOL, List.of(BOOL, BOOL));
        declare(builder, Operator.LOGICAL_NOT.getFunction(), BOOL, List.of(BOOL));
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(Operator.CONDITIONAL.getFunction(),
            overload("choose_bool", BOOL, List.of(BOOL, BOOL, BOOL)),
            overload("choose_number", NUMBER, List.of(BOOL, NUMBER, NUMBER))));
        for (final Operator equality : List.of(Operator.EQUALS, Operator.NOT_EQUALS)) {
            declare(builder, equality.getFunction(), BOOL, List.of(NUMBER, NUMBER), List.of(TEXT, TEXT), List.of(BOOL, BOOL));
        }
        declare(builder, Operator.IN.getFunction(), BOOL,
            List.of(NUMBER, ListType.create(NUMBER)), List.of(TEXT, ListType.create(TEXT)));
    }

    private static void numbers(final CelCompilerBuilder builder) {
        for (final Operator order : List.of(Operator.LESS, Operator.LESS_EQUALS, Operator.GREATER, Operator.GREATER_EQUALS)) {
            declare(builder, order.getFunction(), BOOL, List.of(NUMBER, NUMBER));
        }
        for (final Operator sum : List.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE)) {
            declare(builder, sum.getFunction(), NUMBER, List.of(NUMBER, NUMBER));
        }
        declare(builder, Operator.NEGATE.getFunction(), NUMBER, List.of(NUMBER));
    }

    private static void functions(final CelCompilerBuilder builder) {
        declare(builder, "seen", BOOL, List.of(TEXT), List.of(TEXT, TIME));
        declare(builder, "count", NUMBER, List.of(TEXT), List.of(TEXT, TIME));
        declare(builder, "since", NUMBER, List.of(TEXT));
        declare(builder, "before", BOOL, List.of(TEXT, TEXT), List.of(TEXT, TEXT, TIME));
        declare(builder, "crossed", BOOL, List.of(NUMBER, NUMBER));
        declare(builder, "first", BOOL, List.of(TEXT));
        declare(builder, "lasted", BOOL, List.of(TEXT, NUMBER, TIME));
        declare(builder, "duration", TIME, List.of(TEXT));
    }

    @SafeVarargs
    private static void declare(
        final CelCompilerBuilder builder, final String name, final CelType result, final List<CelType>... parameters) {
        final CelOverloadDecl[] overloads = new CelOverloadDecl[parameters.length];
        for (int i = 0; i < overloads.length; i++) {
            overloads[i] = overload(name + '#' + i, result, parameters[i]);
        }
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overloads));
    }

    private static CelOverloadDecl overload(final String id, final CelType result, final List<CelType> parameters) {
        return CelOverloadDecl.newGlobalOverload(id, result, parameters);
    }
}
