package dev.inkling.replay;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Counts the lines of a file that could not be used, and names the first ones when all is read and no progress is drawn any more. */
final class BadLines implements AutoCloseable {
    private static final int NAMED = 10;

    private final PrintStream err;
    private final List<String> named = new ArrayList<>();
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
            named.add("line " + number + ": " + reason);
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

    /** Names them, and says how many there were, when there were any. */
    @Override
    public void close() {
        named.forEach(err::println);
        if (count > 0) {
            err.println(count + (count == 1 ? " bad line" : " bad lines") + (count > NAMED ? ", the first " + NAMED + " named above" : ""));
        }
    }
}
