package dev.inkling.scoring.rules.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.common.collect.ImmutableList;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;

import dev.inkling.scoring.rules.Nearest;
import dev.inkling.scoring.rules.RuleException;

/**
 * Admits the part of CEL that a rule may use and refuses the rest with its place, before types are checked. Whole literals become
 * doubles on the way, and a dotted name becomes one name.
 */
final class Subset {
    /** Up to here a double holds every whole number: 2^53. */
    private static final long MAX_WHOLE = 1L << 53;

    private final WhenText when;
    private final Map<Long, Integer> positions;
    private final Map<Long, Integer> starts = new HashMap<>();

    private Subset(final WhenText when, final Map<Long, Integer> positions) {
        this.when = when;
        this.positions = positions;
    }

    /** The same expression, ready for the type checker, its positions where a reader would look. */
    static CelAbstractSyntaxTree admit(final WhenText when, final CelAbstractSyntaxTree parsed) throws RuleException {
        final Subset subset = new Subset(when, parsed.getSource().getPositionsMap());
        final CelExpr admitted = subset.admit(parsed.getExpr());
        return CelAbstractSyntaxTree.newParsedAst(
            admitted, parsed.getSource().toBuilder().addPositionsMap(subset.starts).build());
    }

    private CelExpr admit(final CelExpr expr) throws RuleException {
        switch (expr.exprKind().getKind()) {
            case CONSTANT:
                return literal(expr);
            case IDENT:
            case SELECT:
                return name(expr);
            case CALL:
                return call(expr);
            case LIST:
                throw error(expr, "a list stands only behind in; expected a number, a text or a condition");
            default:
                throw error(expr, "maps, messages and macros are not part of the rule language; expected a condition");
        }
    }

    private CelExpr literal(final CelExpr expr) throws RuleException {
        final CelConstant constant = expr.constant();
        switch (constant.getKind()) {
            case BOOLEAN_VALUE:
            case DOUBLE_VALUE:
            case STRING_VALUE:
                return expr;
            case INT64_VALUE:
                final long whole = constant.int64Value();
                if (whole > MAX_WHOLE || whole < -MAX_WHOLE) {
                    throw error(expr, "a number too large to be exact; expected at most " + MAX_WHOLE);
                }
                return CelExpr.ofConstant(expr.id(), CelConstant.ofValue((double) whole));
            default:
                throw error(expr, "not a literal of the rule language; expected a number, a text, true or false");
        }
    }

    private CelExpr name(final CelExpr expr) throws RuleException {
        CelExpr first = expr;
        final StringBuilder name = new StringBuilder();
        while (first.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            name.insert(0, '.' + first.select().field());
            first = first.select().operand();
        }
        if (first.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw error(expr, "no value here has fields; expected a name such as session.intent");
        }
        name.insert(0, first.ident().name());
        final String whole = name.toString();
        if (!Names.ALL.contains(whole)) {
            throw error(first, "unknown name " + Quoted.of(whole) + "; expected a name such as session.intent"
                + Nearest.hint(whole, Names.WORDS));
        }
        return CelExpr.ofIdent(first.id(), whole);
    }

    private CelExpr call(final CelExpr expr) throws RuleException {
        final CelExpr.CelCall call = expr.call();
        final String function = call.function();
        if (call.target().isPresent()) {
            throw when.error(when.nameStart(positions.getOrDefault(expr.id(), 0), function),
                "methods such as ." + function + "() are not part of the rule language; expected one of "
                    + String.join(", ", Language.FUNCTIONS));
        }
        if (function.equals(Operator.MODULO.getFunction())) {
            throw error(expr, "% is not part of the rule language, numbers are fractions; expected + - * or /");
        }
        if (Language.FUNCTIONS.contains(function)) {
            starts.put(expr.id(), when.nameStart(positions.getOrDefault(expr.id(), 0), function));
        } else if (!Language.OPERATORS.containsKey(function)) {
            throw unknownFunction(expr, function);
        }
        final ImmutableList.Builder<CelExpr> args = ImmutableList.builder();
        final List<CelExpr> given = call.args();
        for (int i = 0; i < given.size(); i++) {
            args.add(i == 1 && function.equals(Operator.IN.getFunction()) ? list(given.get(i)) : admit(given.get(i)));
        }
        return CelExpr.ofCall(expr.id(), Optional.empty(), function, args.build());
    }

    private RuleException unknownFunction(final CelExpr expr, final String function) {
        final int at = positions.getOrDefault(expr.id(), 0);
        if (!Character.isJavaIdentifierStart(function.charAt(0)) || function.startsWith("_")) {
            return when.error(at, "not part of the rule language; expected a comparison or one of "
                + String.join(", ", Language.FUNCTIONS));
        }
        return when.error(when.nameStart(at, function), "unknown function " + Quoted.of(function) + "; expected one of "
            + String.join(", ", Language.FUNCTIONS) + Nearest.hint(function, Language.FUNCTIONS));
    }

    private CelExpr list(final CelExpr expr) throws RuleException {
        if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.LIST || expr.list().elements().isEmpty()) {
            throw error(expr, "in takes a list of literals; expected such as [\"mobile\", \"tablet\"]");
        }
        final ImmutableList.Builder<CelExpr> elements = ImmutableList.builder();
        for (final CelExpr element : expr.list().elements()) {
            if (element.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
                throw error(element, "not a literal; expected literals within a list");
            }
            elements.add(literal(element));
        }
        return CelExpr.ofList(expr.id(), elements.build(), ImmutableList.of());
    }

    private RuleException error(final CelExpr expr, final String what) {
        CelExpr first = expr;
        while (first.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            first = first.select().operand();
        }
        return when.error(positions.getOrDefault(first.id(), 0), what);
    }
}
