package dev.inkling.scoring.rules.load;

import java.util.List;
import java.util.Map;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.Vocabulary;
import dev.inkling.scoring.rules.eval.Always;
import dev.inkling.scoring.rules.eval.Comparison;
import dev.inkling.scoring.rules.eval.Constant;
import dev.inkling.scoring.rules.eval.Named;
import dev.inkling.scoring.rules.eval.NumberOneOf;
import dev.inkling.scoring.rules.eval.Quantity;

/** Turns a checked expression into what the engine evaluates. */
final class Lowering {
    private static final Map<String, Comparison> COMPARISONS = Map.of(
        Operator.EQUALS.getFunction(), Comparison.EQUAL,
        Operator.NOT_EQUALS.getFunction(), Comparison.DIFFERENT,
        Operator.LESS.getFunction(), Comparison.LESS,
        Operator.LESS_EQUALS.getFunction(), Comparison.AT_MOST,
        Operator.GREATER.getFunction(), Comparison.GREATER,
        Operator.GREATER_EQUALS.getFunction(), Comparison.AT_LEAST);
    private static final Map<String, Character> ARITHMETIC = Map.of(
        Operator.ADD.getFunction(), '+',
        Operator.SUBTRACT.getFunction(), '-',
        Operator.MULTIPLY.getFunction(), '*',
        Operator.DIVIDE.getFunction(), '/');

    private final CheckedWhen when;
    private final TextLowering texts;
    private final FunctionLowering functions;

    Lowering(final CheckedWhen when, final Vocabulary vocabulary, final Facts facts) {
        this.when = when;
        this.texts = new TextLowering(when, vocabulary);
        this.functions = new FunctionLowering(when, vocabulary, facts);
    }

    Condition condition(final CelExpr expr) throws RuleException {
        if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return Always.of(expr.constant().booleanValue());
        }
        final String function = expr.call().function();
        final List<CelExpr> args = expr.call().args();
        if (COMPARISONS.containsKey(function)) {
            return comparison(expr, COMPARISONS.get(function));
        }
        switch (function) {
            case "seen":
                return functions.seen(args);
            case "before":
                return functions.before(args);
            case "first":
                return functions.first(args);
            case "crossed":
                return functions.crossed(args, quantity(args.get(1)));
            case "lasted":
                return functions.lasted(args, quantity(args.get(1)));
            default:
                return logic(expr, Operator.findReverse(function).orElseThrow());
        }
    }

    private Condition logic(final CelExpr expr, final Operator operator) throws RuleException {
        final List<CelExpr> args = expr.call().args();
        switch (operator) {
            case LOGICAL_AND:
                return Fold.and(condition(args.get(0)), condition(args.get(1)));
            case LOGICAL_OR:
                return Fold.or(condition(args.get(0)), condition(args.get(1)));
            case LOGICAL_NOT:
                return Fold.not(condition(args.get(0)));
            case CONDITIONAL:
                return Fold.choose(condition(args.get(0)), condition(args.get(1)), condition(args.get(2)));
            case IN:
                return when.kind(args.get(0)) == CelKind.STRING ? texts.in(expr) : numberIn(args.get(0), args.get(1));
            default:
                throw when.error(expr, "not a condition; expected a comparison");
        }
    }

    private Condition comparison(final CelExpr expr, final Comparison comparison) throws RuleException {
        final CelExpr left = expr.call().args().get(0);
        final CelExpr right = expr.call().args().get(1);
        switch (when.kind(left)) {
            case STRING:
                return texts.equality(expr, comparison == Comparison.EQUAL);
            case BOOL:
                final Condition same = Fold.same(condition(left), condition(right));
                return comparison == Comparison.EQUAL ? same : Fold.not(same);
            default:
                final Quantity a = quantity(left);
                final Quantity b = quantity(right);
                checkCount(left, comparison, b);
                checkCount(right, comparison.mirrored(), a);
                return Fold.compare(comparison, a, b);
        }
    }

    private void checkCount(final CelExpr counted, final Comparison comparison, final Quantity other) throws RuleException {
        if (!CountBound.appearsIn(counted)) {
            return;
        }
        if (!CountBound.isSum(counted) || !(other instanceof Constant)) {
            throw when.error(counted, "count(name, within) sees a bounded past; expected it, or a sum of counts, compared with a constant");
        }
        final String mistake = CountBound.mistake(comparison, ((Constant) other).value());
        if (mistake != null) {
            throw when.error(counted, mistake);
        }
    }

    private Condition numberIn(final CelExpr number, final CelExpr list) throws RuleException {
        final Quantity quantity = quantity(number);
        final double[] wanted = list.list().elements().stream().mapToDouble(item -> item.constant().doubleValue()).toArray();
        for (final double value : wanted) {
            checkCount(number, Comparison.EQUAL, new Constant(value));
        }
        return new NumberOneOf(quantity, wanted);
    }

    private Quantity quantity(final CelExpr expr) throws RuleException {
        switch (expr.exprKind().getKind()) {
            case CONSTANT:
                return new Constant(expr.constant().doubleValue());
            case IDENT:
                return new Named(Names.NUMBERS.get(expr.ident().name()));
            default:
                return quantityOfCall(expr);
        }
    }

    private Quantity quantityOfCall(final CelExpr expr) throws RuleException {
        final String function = expr.call().function();
        final List<CelExpr> args = expr.call().args();
        if ("count".equals(function)) {
            return functions.count(args);
        }
        if ("since".equals(function)) {
            return functions.since(args);
        }
        if (function.equals(Operator.NEGATE.getFunction())) {
            return Fold.negate(quantity(args.get(0)));
        }
        if (function.equals(Operator.CONDITIONAL.getFunction())) {
            return Fold.choose(condition(args.get(0)), quantity(args.get(1)), quantity(args.get(2)));
        }
        return Fold.arithmetic(ARITHMETIC.get(function), quantity(args.get(0)), quantity(args.get(1)));
    }
}
