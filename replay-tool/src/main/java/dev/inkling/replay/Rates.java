package dev.inkling.replay;

import java.util.Locale;

/** Numbers as people read them. */
final class Rates {
    private Rates() {
    }

    /**
     * What was done in which time.
     *
     * @param count of things
     * @param noun  plural, such as {@code events}
     * @param nanos that it took
     * @return such as {@code 1.2 M events in 0.6 s, 2.0 M/s}
     */
    static String of(final long count, final String noun, final long nanos) {
        final double seconds = Math.max(nanos, 1) / 1e9;
        return count(count) + ' ' + noun + " in " + String.format(Locale.ROOT, "%.1f s", seconds) + ", " + count(count / seconds) + "/s";
    }

    /**
     * A count.
     *
     * @param count from 0
     * @return such as {@code 873}, {@code 17.4 k}, {@code 1.2 M}, {@code 3.0 G}
     */
    static String count(final double count) {
        if (count < 1e4) {
            return String.format(Locale.ROOT, "%.0f", count);
        }
        if (count < 999_950) {
            return String.format(Locale.ROOT, "%.1f k", count / 1e3);
        }
        if (count < 999_950_000) {
            return String.format(Locale.ROOT, "%.1f M", count / 1e6);
        }
        return String.format(Locale.ROOT, "%.1f G", count / 1e9);
    }
}
