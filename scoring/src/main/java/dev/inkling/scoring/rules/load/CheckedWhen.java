package dev.inkling.scoring.rules.load;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;

import dev.inkling.scoring.rules.RuleException;

/** A type-checked expression, and the moments that it names. */
final class CheckedWhen {
    private final WhenText text;
    private final CelAbstractSyntaxTree ast;
    private final Set<Integer> named = new LinkedHashSet<>();

    CheckedWhen(final WhenText text, final CelAbstractSyntaxTree ast) {
        this.text = text;
        this.ast = ast;
    }

    CelExpr root() {
        return ast.getExpr();
    }

    CelKind kind(final CelExpr expr) {
        return ast.getTypeOrThrow(expr.id()).kind();
    }

    /** The literal text that an expression is, null when it is something else. */
    static String literal(final CelExpr expr) {
        return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE ? expr.constant().stringValue() : null;
    }

    /** The name that an expression is, null when it is something else. */
    static String name(final CelExpr expr) {
        return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT ? expr.ident().name() : null;
    }

    /** Notes that the rule looks at a type. */
    void mention(final int type) {
        named.add(type);
    }

    /** Types that the rule looks at, in order of mention; null when it names none and so looks at every one. */
    int[] looksAt() {
        return named.isEmpty() ? null : named.stream().mapToInt(type -> type).toArray();
    }

    RuleException error(final CelExpr at, final String what) {
        return text.error(ast.getSource().getPositionsMap().getOrDefault(at.id(), 0), what);
    }
}
