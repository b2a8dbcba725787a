package dev.inkling.scoring.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a rule's {@code when} with what it was compared and whether it held: what {@link Condition#explain} tells. Immutable.
 *
 * @param join    how its parts are joined: {@code and}, {@code or}, {@code not}, {@code if} (the condition, then, else) or {@code same};
 *                null for one that has none
 * @param words   says it, in the words of the rule
 * @param holds   whether it held
 * @param numbers by name: {@code value}, {@code threshold}, and {@code before} where it tells of a crossing; times in seconds; NaN is
 *                unknown, infinite is never
 * @param text    the text that was compared, null when it is no comparison of texts or the text is not known
 * @param terms   numbers that the value or the threshold is computed from, by their words, where it is computed
 * @param parts   joined
 */
public record Clause(
    String join, String words, boolean holds, Map<String, Double> numbers, String text, Map<String, Double> terms, List<Clause> parts) {

    /**
     * One without parts.
     *
     * @param words of it
     * @param holds whether it held
     * @return a clause without numbers
     */
    public static Clause of(final Object words, final boolean holds) {
        return new Clause(null, words.toString(), holds, Map.of(), null, Map.of(), List.of());
    }

    /**
     * Several.
     *
     * @param join  how they are joined
     * @param words of the whole
     * @param holds whether the whole held
     * @param parts joined, in the order of evaluation
     * @return a clause
     */
    public static Clause joined(final String join, final Object words, final boolean holds, final List<Clause> parts) {
        return new Clause(join, words.toString(), holds, Map.of(), null, Map.of(), List.copyOf(parts));
    }

    /**
     * The same with a number.
     *
     * @param name  of it
     * @param value of it
     * @return a clause
     */
    public Clause with(final String name, final double value) {
        final Map<String, Double> all = new LinkedHashMap<>(numbers);
        all.put(name, value);
        return new Clause(join, words, holds, all, text, terms, parts);
    }

    /**
     * The same with the text that was compared.
     *
     * @param compared text, null when it is not known
     * @return a clause
     */
    public Clause with(final String compared) {
        return new Clause(join, words, holds, numbers, compared, terms, parts);
    }

    /**
     * The same with what its numbers are computed from.
     *
     * @param from numbers by their words
     * @return a clause
     */
    public Clause with(final Map<String, Double> from) {
        return new Clause(join, words, holds, numbers, text, from, parts);
    }

    /**
     * Why it did not hold: the first part that did not, looked for within what is joined by {@code and}.
     *
     * @return that part, this one when it is not joined so; null when this one held
     */
    public Clause firstFalse() {
        if (holds) {
            return null;
        }
        if ("and".equals(join)) {
            for (final Clause part : parts) {
                if (!part.holds) {
                    return part.firstFalse();
                }
            }
        }
        return this;
    }
}
