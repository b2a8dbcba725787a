package dev.inkling.replay;

import java.io.PrintStream;

/** Counts the lines of a file that could not be used and names the first ones. */
final class BadLines {
    private static final int NAMED = 10;

    private final PrintStream err;
    private long count;

    BadLines(final PrintStream err) {
        this.err = err;
    }

    /**
     * Takes note of one.
     *
     * @param number of the line, from 1
     * @param reason what is wrong with it
     */
    void add(final long number, final String reason) {
        count++;
        if (count <= NAMED) {
            err.println("line " + number + ": " + reason);
        }
    }

    /**
     * How many there were.
     *
     * @return count
     */
    long count() {
        return count;
    }

    /** Says how many there were, when there were any. */
    void close() {
        if (count > 0) {
            err.println(count + (count == 1 ? " bad line" : " bad lines") + (count > NAMED ? ", the first " + NAMED + " named above" : ""));
        }
    }
}
