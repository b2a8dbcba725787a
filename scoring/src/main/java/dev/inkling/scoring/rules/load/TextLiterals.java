package dev.inkling.scoring.rules.load;

import java.util.List;
import java.util.Map;

import dev.inkling.scoring.rules.Nearest;
import dev.inkling.scoring.rules.TextName;
import dev.inkling.scoring.rules.Vocabulary;

/** Texts of which only a few exist, so that a misspelt one is found when a rule is loaded and not by its silence. */
final class TextLiterals {
    private static final List<String> STAGES = List.of("research", "consideration", "decision", "post_purchase");
    private static final Map<TextName, List<String>> CLOSED = Map.of(
        TextName.MOMENT_STAGE, STAGES,
        TextName.SESSION_STAGE, STAGES,
        TextName.MOMENT_DEVICE, List.of("mobile", "desktop", "tablet", "other"),
        TextName.SESSION_URGENCY, List.of("low", "medium", "high"));

    private TextLiterals() {
    }

    /** What is wrong with a literal that a name is compared with; null when nothing is. */
    static String mistake(final TextName name, final String literal, final Vocabulary vocabulary) {
        final List<String> words = name == TextName.MOMENT_CATEGORY ? vocabulary.categories() : CLOSED.get(name);
        if (words == null || words.contains(literal)) {
            return null;
        }
        return name.celName() + " is never " + Quoted.of(literal) + "; expected one of " + String.join(", ", words)
            + Nearest.hint(literal, words);
    }
}
