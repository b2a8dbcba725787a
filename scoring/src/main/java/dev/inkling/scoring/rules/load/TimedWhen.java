package dev.inkling.scoring.rules.load;

import dev.cel.common.ast.CelExpr;

import dev.inkling.scoring.rules.RuleException;

/** Refuses what the condition of a rule with a timer cannot read: when the timer is due there is no moment, and nothing changes. */
final class TimedWhen {
    private static final String MOMENT = "moment.";
    private static final String CROSSED = "crossed";

    private TimedWhen() {
    }

    static void check(final CheckedWhen when, final CelExpr expr) throws RuleException {
        switch (expr.exprKind().getKind()) {
            case IDENT:
                if (expr.ident().name().startsWith(MOMENT)) {
                    throw when.error(expr, expr.ident().name()
                        + " beside after: there is no moment when a timer is due; expected names of page, session, cart or visitor");
                }
                break;
            case CALL:
                if (CROSSED.equals(expr.call().function())) {
                    throw when.error(expr, "crossed beside after: no moment changes anything when a timer is due; expected a comparison");
                }
                for (final CelExpr arg : expr.call().args()) {
                    check(when, arg);
                }
                break;
            case LIST:
                for (final CelExpr element : expr.list().elements()) {
                    check(when, element);
                }
                break;
            default:
                break;
        }
    }
}
