package dev.inkling.scoring.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a misspelt word was probably meant to be. For error messages only; stateless, any thread. */
public final class Nearest {
    private Nearest() {
    }

    /**
     * The end of an error message: {@code ; did you mean x?}.
     *
     * @param word       as written
     * @param candidates what could stand there
     * @return nothing when no candidate is near
     */
    public static String hint(final String word, final Collection<String> candidates) {
        return hint(word, candidates, "");
    }

    /**
     * The same with quotes around each candidate. The first of those that are equally near is told; where none is near as a whole, all
     * whose last part is the nearest: {@code intent} stands in moment.intent and in session.intent.
     *
     * @param word       as written
     * @param candidates what could stand there
     * @param quote      before and behind each
     * @return nothing when no candidate is near
     */
    public static String hint(final String word, final Collection<String> candidates, final String quote) {
        final List<String> whole = near(word, candidates, false);
        final List<String> near = whole.isEmpty() ? near(lastPart(word), candidates, true) : whole.subList(0, 1);
        return near.isEmpty() ? "" : "; did you mean " + quote + String.join(quote + " or " + quote, near) + quote + "?";
    }

    private static List<String> near(final String word, final Collection<String> candidates, final boolean byLastPart) {
        final List<String> nearest = new ArrayList<>();
        int least = Math.max(2, word.length() / 3);
        for (final String candidate : candidates) {
            if (byLastPart && candidate.indexOf('.') < 0) {
                continue;
            }
            final String part = byLastPart ? lastPart(candidate) : candidate;
            final int distance = distance(word, part);
            if (distance <= least && distance < Math.max(word.length(), part.length())) {
                if (distance < least) {
                    nearest.clear();
                }
                least = distance;
                nearest.add(candidate);
            }
        }
        return nearest;
    }

    private static String lastPart(final String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one word into another. */
    static int distance(final String a, final String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + changed);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
