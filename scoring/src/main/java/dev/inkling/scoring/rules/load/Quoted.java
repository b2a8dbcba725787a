package dev.inkling.scoring.rules.load;

/** Words of the user within a message: on one line, and not longer than is useful. */
final class Quoted {
    private static final int MAX = 60;

    private Quoted() {
    }

    static String of(final String text) {
        final String line = text.replaceAll("\\p{Cntrl}", " ");
        return '"' + (line.length() <= MAX ? line : line.substring(0, line.offsetByCodePoints(0, MAX / 2)) + "...") + '"';
    }
}
