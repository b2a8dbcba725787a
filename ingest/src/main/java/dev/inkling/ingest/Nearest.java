package dev.inkling.ingest;

import java.util.Collection;

/** Finds the word that somebody may have meant, by edit distance. */
final class Nearest {
    private Nearest() {
    }

    /**
     * The closest of some words; the first one of several.
     *
     * @param word  as written
     * @param words to choose from, at least one
     * @return one of them
     */
    static String of(final String word, final Collection<String> words) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (final String candidate : words) {
            final int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance, one row at a time. */
    private static int distance(final String a, final String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                final int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
