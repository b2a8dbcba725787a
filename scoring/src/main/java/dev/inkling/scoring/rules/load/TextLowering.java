package dev.inkling.scoring.rules.load;

import java.util.ArrayList;
import java.util.List;

import dev.cel.common.ast.CelExpr;

import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.TextName;
import dev.inkling.scoring.rules.Vocabulary;
import dev.inkling.scoring.rules.eval.TextDiffers;
import dev.inkling.scoring.rules.eval.TextOneOf;

/** Turns comparisons of texts into comparisons of hashes. An alias of a moment stands for its canonical name. */
final class TextLowering {
    private final CheckedWhen when;
    private final Vocabulary vocabulary;
    private final MomentNames moments;

    TextLowering(final CheckedWhen when, final Vocabulary vocabulary) {
        this.when = when;
        this.vocabulary = vocabulary;
        this.moments = new MomentNames(vocabulary);
    }

    Condition equality(final CelExpr expr, final boolean equal) throws RuleException {
        final CelExpr left = expr.call().args().get(0);
        final CelExpr right = expr.call().args().get(1);
        final boolean mirrored = CheckedWhen.literal(left) != null;
        final CelExpr named = mirrored ? right : left;
        final CelExpr literal = mirrored ? left : right;
        if (CheckedWhen.name(named) == null || CheckedWhen.literal(literal) == null) {
            throw when.error(expr, "a text is compared with a literal only; expected such as moment.device == \"mobile\"");
        }
        final TextName name = Names.TEXTS.get(CheckedWhen.name(named));
        if (equal) {
            return oneOf(name, List.of(literal));
        }
        final String text = canonical(name, literal, false);
        return new TextDiffers(name, vocabulary.textHash(text), text);
    }

    Condition in(final CelExpr expr) throws RuleException {
        final CelExpr named = expr.call().args().get(0);
        if (CheckedWhen.name(named) == null) {
            throw when.error(named, "not a name; expected such as moment.device in [\"mobile\", \"tablet\"]");
        }
        return oneOf(Names.TEXTS.get(CheckedWhen.name(named)), expr.call().args().get(1).list().elements());
    }

    private Condition oneOf(final TextName name, final List<CelExpr> literals) throws RuleException {
        final List<String> texts = new ArrayList<>();
        for (final CelExpr literal : literals) {
            texts.add(canonical(name, literal, true));
        }
        return new TextOneOf(name, texts.stream().mapToLong(vocabulary::textHash).toArray(), texts);
    }

    private String canonical(final TextName name, final CelExpr literal, final boolean wanted) throws RuleException {
        final String text = CheckedWhen.literal(literal);
        final String mistake = TextLiterals.mistake(name, text, vocabulary);
        if (mistake != null) {
            throw when.error(literal, mistake);
        }
        if (name != TextName.MOMENT_NAME) {
            return text;
        }
        final int type = moments.type(text);
        if (type < 0) {
            throw when.error(literal, moments.unknown(text));
        }
        if (wanted) {
            when.mention(type);
        }
        return moments.canonical(type);
    }
}
