package dev.inkling.scoring.rules.load;

import java.util.List;
import java.util.OptionalLong;

import dev.cel.common.ast.CelExpr;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.Nearest;
import dev.inkling.scoring.rules.NumberName;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.Vocabulary;
import dev.inkling.scoring.rules.eval.Before;
import dev.inkling.scoring.rules.eval.Constant;
import dev.inkling.scoring.rules.eval.CountInSession;
import dev.inkling.scoring.rules.eval.CountWithin;
import dev.inkling.scoring.rules.eval.Crossed;
import dev.inkling.scoring.rules.eval.FirstEver;
import dev.inkling.scoring.rules.eval.Lasted;
import dev.inkling.scoring.rules.eval.Quantity;
import dev.inkling.scoring.rules.eval.SeenInSession;
import dev.inkling.scoring.rules.eval.SeenWithin;
import dev.inkling.scoring.rules.eval.Since;

/** Turns the functions of the rule language into clauses over remembered facts. */
final class FunctionLowering {
    private static final List<String> CROSSABLE = List.of(
        NumberName.SESSION_VELOCITY.celName(), NumberName.SESSION_INTENT.celName(), NumberName.SESSION_RISK.celName(),
        NumberName.VISITOR_PROFILE.celName(), NumberName.VISITOR_PROBABILITY.celName(), NumberName.PAGE_SCROLL_DEPTH.celName());
    private static final double MAX_SECONDS = 86_400;

    private final CheckedWhen when;
    private final MomentNames moments;
    private final Facts facts;

    FunctionLowering(final CheckedWhen when, final Vocabulary vocabulary, final Facts facts) {
        this.when = when;
        this.moments = new MomentNames(vocabulary);
        this.facts = facts;
    }

    Condition seen(final List<CelExpr> args) throws RuleException {
        final int type = type(args.get(0));
        final int fact = fact(args.get(0), type);
        return args.size() == 1
            ? new SeenInSession(fact, moments.canonical(type))
            : new SeenWithin(fact, within(args.get(1)), moments.canonical(type));
    }

    Quantity count(final List<CelExpr> args) throws RuleException {
        final int type = type(args.get(0));
        final int fact = fact(args.get(0), type);
        return args.size() == 1
            ? new CountInSession(fact, moments.canonical(type))
            : new CountWithin(facts.times(fact), within(args.get(1)), moments.canonical(type));
    }

    Quantity since(final List<CelExpr> args) throws RuleException {
        final int type = type(args.get(0));
        return new Since(fact(args.get(0), type), moments.canonical(type));
    }

    Condition first(final List<CelExpr> args) throws RuleException {
        final int type = type(args.get(0));
        return new FirstEver(fact(args.get(0), type), moments.canonical(type));
    }

    Condition before(final List<CelExpr> args) throws RuleException {
        final int typeA = type(args.get(0));
        final int typeB = type(args.get(1));
        final int a = fact(args.get(0), typeA);
        final int b = fact(args.get(1), typeB);
        final String nameA = moments.canonical(typeA);
        final String nameB = moments.canonical(typeB);
        return args.size() == 2 ? new Before(a, nameA, b, nameB) : new Before(a, nameA, b, nameB, within(args.get(2)));
    }

    Condition crossed(final List<CelExpr> args, final Quantity threshold) throws RuleException {
        final String name = CheckedWhen.name(args.get(0));
        if (name == null || !CROSSABLE.contains(name)) {
            throw when.error(args.get(0), "not a number that crossed() follows; expected one of " + String.join(", ", CROSSABLE)
                + (name == null ? "" : Nearest.hint(name, CROSSABLE)));
        }
        if (CountBound.appearsIn(args.get(1))) {
            throw when.error(args.get(1), "count(name, within) is not a threshold; expected a number");
        }
        return new Crossed(Names.NUMBERS.get(name), threshold);
    }

    Condition lasted(final List<CelExpr> args, final Quantity least) throws RuleException {
        final int type = type(args.get(0));
        final int fact = fact(args.get(0), type);
        final double seconds = least instanceof Constant ? ((Constant) least).value() : Double.NaN;
        if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
            throw when.error(args.get(1), "not a duration that a moment can have; expected a constant of 0 to 86400 seconds");
        }
        final int slot = facts.lasted(fact, seconds);
        if (slot < 0) {
            throw when.error(args.get(0), "too many different uses of lasted(); expected at most " + FactPlan.MAX_FACTS);
        }
        return new Lasted(slot, seconds, within(args.get(2)), moments.canonical(type));
    }

    private int type(final CelExpr arg) throws RuleException {
        final String name = CheckedWhen.literal(arg);
        if (name == null) {
            throw when.error(arg, "a moment is named by a literal text; expected such as \"cart_add\"");
        }
        final int type = moments.type(name);
        if (type < 0) {
            throw when.error(arg, moments.unknown(name));
        }
        when.mention(type);
        return type;
    }

    private int fact(final CelExpr arg, final int type) throws RuleException {
        final int fact = facts.fact(type);
        if (fact < 0) {
            throw when.error(arg, "the rules name too many moment types in functions; expected at most " + FactPlan.MAX_FACTS);
        }
        return fact;
    }

    private long within(final CelExpr arg) throws RuleException {
        final CelExpr literal = arg.call().args().get(0);
        final String text = CheckedWhen.literal(literal);
        final OptionalLong ms = text == null ? OptionalLong.empty() : Durations.parse(text);
        if (ms.isEmpty() || ms.getAsLong() == 0) {
            throw when.error(literal, "not a duration to look back; " + Durations.EXPECTED + " and more than 0");
        }
        facts.lookBack(ms.getAsLong(), when.error(literal, "looks back"));
        return ms.getAsLong();
    }
}
