package dev.inkling.replay.source;

/** Foreign text inside a message: short, and on one line. */
final class Shown {
    private static final int MAX_CHARS = 40;

    private Shown() {
    }

    /**
     * A text fit for a message.
     *
     * @param text from a file
     * @return the same without control characters, cut with an ellipsis when long
     */
    static String of(final String text) {
        final String cut = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
