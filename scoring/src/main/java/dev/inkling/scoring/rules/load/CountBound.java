package dev.inkling.scoring.rules.load;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.eval.Comparison;

/**
 * Whether the remembered times of a type suffice for a comparison. {@code count(name, within)} sees at most 15 of them, so it, or a sum
 * of counts, may be compared only with a constant that those 15 can tell from all others.
 */
final class CountBound {
    private CountBound() {
    }

    /** Whether a number is made of a count within a time; one in the condition of a choice is compared there. */
    static boolean appearsIn(final CelExpr number) {
        if (number.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
            return false;
        }
        if ("count".equals(number.call().function())) {
            return number.call().args().size() == 2;
        }
        final boolean choice = number.call().function().equals(Operator.CONDITIONAL.getFunction());
        return number.call().args().stream().skip(choice ? 1 : 0).anyMatch(CountBound::appearsIn);
    }

    /** Whether an expression is a count, or a sum of nothing but counts. */
    static boolean isSum(final CelExpr expr) {
        if (expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
            return false;
        }
        if (expr.call().function().equals(Operator.ADD.getFunction())) {
            return expr.call().args().stream().allMatch(CountBound::isSum);
        }
        return "count".equals(expr.call().function());
    }

    /** How many times must be remembered to compare a count, on the left, with a constant. */
    static double needed(final Comparison comparison, final double constant) {
        switch (comparison) {
            case LESS:
            case AT_LEAST:
                return Math.ceil(constant);
            default:
                return Math.floor(constant) + 1;
        }
    }

    /** Message when a constant is too large; null when it is not. */
    static String mistake(final Comparison comparison, final double constant) {
        final double needed = needed(comparison, constant);
        if (needed <= FactPlan.TIMES) {
            return null;
        }
        return "only the last " + FactPlan.TIMES + " times of a moment are remembered, this comparison needs "
            + (needed < 1e9 ? Integer.toString((int) needed) : "more") + "; expected one that needs at most " + FactPlan.TIMES;
    }
}
