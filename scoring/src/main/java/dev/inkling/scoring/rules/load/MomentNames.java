package dev.inkling.scoring.rules.load;


import dev.inkling.scoring.rules.Nearest;
import dev.inkling.scoring.rules.Vocabulary;

/** Moment names as rules write them, looked up in the catalogue in force. */
final class MomentNames {
    private final Vocabulary vocabulary;

    MomentNames(final Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Type of a name or alias, -1 when unknown. */
    int type(final String name) {
        return vocabulary.typeOf(name);
    }

    /** What the catalogue calls a type. */
    String canonical(final int type) {
        return vocabulary.typeName(type);
    }

    /** Message about a name that the catalogue does not have. */
    String unknown(final String name) {
        return "unknown moment " + Quoted.of(name) + "; expected a name or alias of the catalogue"
            + Nearest.hint(name, vocabulary.names());
    }
}
