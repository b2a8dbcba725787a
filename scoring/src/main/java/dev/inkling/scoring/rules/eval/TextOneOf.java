package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.TextName;
import java.util.List;


/** {@code ==} and {@code in} for texts, by their hashes; false when the text is unknown. */
public final class TextOneOf extends Condition {
    private final int index;
    private final long[] wanted;
    private final String words;

    /**
     * A membership.
     *
     * @param name   which text
     * @param wanted hashes of the texts, any of which will do
     * @param texts  the same in clear
     */
    public TextOneOf(final TextName name, final long[] wanted, final List<String> texts) {
        this.index = name.ordinal();
        this.wanted = wanted.clone();
        this.words = name.celName() + (texts.size() == 1 ? " is " : " is one of ") + String.join(", ", texts);
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final long text = in.text[index];
        if (text == 0) {
            return false;
        }
        final long[] all = wanted;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == text) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Clause explain(final Evidence evidence) {
        return Clause.of(this, holds(evidence.in(), evidence.facts())).with(evidence.texts().apply(evidence.in().text[index]));
    }

    @Override
    public int reads() {
        return Reads.TEXTS;
    }

    @Override
    public String toString() {
        return words;
    }
}
