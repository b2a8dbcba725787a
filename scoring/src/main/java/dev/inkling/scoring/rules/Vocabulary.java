package dev.inkling.scoring.rules;

import java.util.List;

/**
 * What the rule compiler must know of the catalogue in force. Called while rules are loaded only, by the loading thread.
 */
public interface Vocabulary {
    /**
     * Type of a name.
     *
     * @param nameOrAlias as written in a rule
     * @return the type, 0 for {@code other}, or -1 when neither a name nor an alias
     */
    int typeOf(String nameOrAlias);

    /**
     * How many types there are.
     *
     * @return count; types are 0 to count - 1
     */
    int types();

    /**
     * Canonical name of a type.
     *
     * @param type 0 to {@link #types()} - 1
     * @return the name
     */
    String typeName(int type);

    /**
     * Every name that a rule may call a type by: canonical ones first, then aliases, each in the catalogue's order.
     *
     * @return all that {@link #typeOf} knows
     */
    List<String> names();

    /**
     * Names of the categories, in the catalogue's order.
     *
     * @return unmodifiable list
     */
    List<String> categories();

    /**
     * Hash by which the engine knows a text.
     *
     * @param text any
     * @return 64 bits
     */
    long textHash(String text);
}
