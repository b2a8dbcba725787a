package dev.inkling.scoring;

import java.util.Collection;

/** The name that someone probably meant: the one with the fewest letters changed, the first of equals. For errors only. */
final class Nearest {
    private Nearest() {
    }

    static String to(final String name, final Collection<String> candidates) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (final String candidate : candidates) {
            final int distance = distance(name, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(final String a, final String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] below = new int[row.length];
            below[0] = i;
            for (int j = 1; j < row.length; j++) {
                final int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                below[j] = Math.min(row[j - 1] + change, 1 + Math.min(row[j], below[j - 1]));
            }
            row = below;
        }
        return row[b.length()];
    }
}
