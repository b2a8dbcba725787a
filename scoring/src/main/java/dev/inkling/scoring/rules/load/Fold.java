package dev.inkling.scoring.rules.load;

import java.util.ArrayList;
import java.util.List;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.eval.AllOf;
import dev.inkling.scoring.rules.eval.Always;
import dev.inkling.scoring.rules.eval.AnyOf;
import dev.inkling.scoring.rules.eval.Arithmetic;
import dev.inkling.scoring.rules.eval.Compare;
import dev.inkling.scoring.rules.eval.Comparison;
import dev.inkling.scoring.rules.eval.ConditionChoice;
import dev.inkling.scoring.rules.eval.Constant;
import dev.inkling.scoring.rules.eval.Negated;
import dev.inkling.scoring.rules.eval.Not;
import dev.inkling.scoring.rules.eval.Quantity;
import dev.inkling.scoring.rules.eval.QuantityChoice;
import dev.inkling.scoring.rules.eval.SameTruth;

/** Joins parts of a condition, and works out at once what is already known. */
final class Fold {
    private Fold() {
    }

    static Condition and(final Condition left, final Condition right) {
        if (left == Always.FALSE || right == Always.TRUE) {
            return left;
        }
        if (left == Always.TRUE || right == Always.FALSE) {
            return right;
        }
        final List<Condition> parts = new ArrayList<>(left instanceof AllOf ? ((AllOf) left).parts() : List.of(left));
        parts.addAll(right instanceof AllOf ? ((AllOf) right).parts() : List.of(right));
        return new AllOf(parts);
    }

    static Condition or(final Condition left, final Condition right) {
        if (left == Always.TRUE || right == Always.FALSE) {
            return left;
        }
        if (left == Always.FALSE || right == Always.TRUE) {
            return right;
        }
        final List<Condition> parts = new ArrayList<>(left instanceof AnyOf ? ((AnyOf) left).parts() : List.of(left));
        parts.addAll(right instanceof AnyOf ? ((AnyOf) right).parts() : List.of(right));
        return new AnyOf(parts);
    }

    static Condition not(final Condition operand) {
        return operand instanceof Always ? Always.of(operand == Always.FALSE) : new Not(operand);
    }

    static Condition same(final Condition left, final Condition right) {
        if (left instanceof Always) {
            return left == Always.TRUE ? right : not(right);
        }
        if (right instanceof Always) {
            return right == Always.TRUE ? left : not(left);
        }
        return new SameTruth(left, right);
    }

    static Condition choose(final Condition condition, final Condition yes, final Condition no) {
        if (condition instanceof Always) {
            return condition == Always.TRUE ? yes : no;
        }
        return new ConditionChoice(condition, yes, no);
    }

    static Quantity choose(final Condition condition, final Quantity yes, final Quantity no) {
        if (condition instanceof Always) {
            return condition == Always.TRUE ? yes : no;
        }
        return new QuantityChoice(condition, yes, no);
    }

    static Condition compare(final Comparison comparison, final Quantity left, final Quantity right) {
        if (left instanceof Constant && right instanceof Constant) {
            return Always.of(comparison.holds(((Constant) left).value(), ((Constant) right).value()));
        }
        return new Compare(comparison, left, right);
    }

    static Quantity arithmetic(final char operator, final Quantity left, final Quantity right) {
        final Arithmetic arithmetic = new Arithmetic(operator, left, right);
        return left instanceof Constant && right instanceof Constant ? new Constant(arithmetic.value(null, null)) : arithmetic;
    }

    static Quantity negate(final Quantity operand) {
        return operand instanceof Constant ? new Constant(-((Constant) operand).value()) : new Negated(operand);
    }
}
