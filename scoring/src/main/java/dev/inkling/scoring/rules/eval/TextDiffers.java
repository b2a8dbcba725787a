package dev.inkling.scoring.rules.eval;

import dev.inkling.scoring.rules.Clause;
import dev.inkling.scoring.rules.Condition;
import dev.inkling.scoring.rules.Evidence;
import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.Reads;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.TextName;

/** {@code !=} for texts, by their hashes; false when the text is unknown. */
public final class TextDiffers extends Condition {
    private final int index;
    private final long unwanted;
    private final String words;

    /**
     * A difference.
     *
     * @param name     which text
     * @param unwanted hash of the text that it must not be
     * @param text     the same in clear
     */
    public TextDiffers(final TextName name, final long unwanted, final String text) {
        this.index = name.ordinal();
        this.unwanted = unwanted;
        this.words = name.celName() + " is not " + text;
    }

    @Override
    public boolean holds(final RuleInputs in, final FactView facts) {
        final long text = in.text[index];
        return text != 0 && text != unwanted;
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
