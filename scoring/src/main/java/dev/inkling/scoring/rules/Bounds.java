package dev.inkling.scoring.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Bounds that numbers at hand must be within for a condition to hold: necessary, not sufficient. They let most rules that look at a moment
 * be put aside by a few comparisons in a row, before anything else is fetched for them.
 */
public final class Bounds {
    private static final int NUMBERS = NumberName.values().length;

    private final List<Integer> indexes = new ArrayList<>();
    private final List<Double> lows = new ArrayList<>();
    private final List<Double> highs = new ArrayList<>();

    /**
     * Whether a number is at hand at every moment that is scored.
     *
     * @param name which
     * @return false when it takes more than the session to tell
     */
    public static boolean isAtHand(final NumberName name) {
        return (name.reads() & ~(Reads.MOMENT | Reads.SESSION)) == 0;
    }

    /**
     * A number must be within bounds; an unknown one never is.
     *
     * @param name     of a number at hand
     * @param isBefore whether its value before the moment is meant
     * @param low      least that will do
     * @param high     most that will do
     */
    public void add(final NumberName name, final boolean isBefore, final double low, final double high) {
        indexes.add(name.ordinal() + (isBefore ? NUMBERS : 0));
        lows.add(low);
        highs.add(high);
    }

    private static double value(final RuleInputs in, final int index) {
        return index < NUMBERS ? in.number[index] : in.before[index - NUMBERS];
    }

    /** Bounds of all rules of a set, one rule's behind the other's. */
    static final class Flat {
        private final int[] begins;
        private final int[] indexes;
        private final double[] lows;
        private final double[] highs;

        Flat(final List<Bounds> ofRules) {
            begins = new int[ofRules.size() + 1];
            for (int rule = 0; rule < ofRules.size(); rule++) {
                begins[rule + 1] = begins[rule] + ofRules.get(rule).indexes.size();
            }
            indexes = ofRules.stream().flatMap(bounds -> bounds.indexes.stream()).mapToInt(i -> i).toArray();
            lows = ofRules.stream().flatMap(bounds -> bounds.lows.stream()).mapToDouble(low -> low).toArray();
            highs = ofRules.stream().flatMap(bounds -> bounds.highs.stream()).mapToDouble(high -> high).toArray();
        }

        /** Whether a rule's numbers at hand are within its bounds. */
        boolean hold(final int rule, final RuleInputs in) {
            final int end = begins[rule + 1];
            for (int i = begins[rule]; i < end; i++) {
                final double number = value(in, indexes[i]);
                if (!(number >= lows[i] && number <= highs[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
