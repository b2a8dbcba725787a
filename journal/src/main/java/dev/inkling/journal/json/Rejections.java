package dev.inkling.journal.json;

import java.util.Arrays;

import dev.inkling.journal.Problem;

/** Events of one request that were refused, in order. Reused by its reader and valid until the next reading. */
public final class Rejections {
    private int[] indexes = new int[16];
    private Problem[] problems = new Problem[16];
    private int count;

    Rejections() {
    }

    void clear() {
        count = 0;
    }

    void add(final int index, final Problem problem) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, count * 2);
            problems = Arrays.copyOf(problems, count * 2);
        }
        indexes[count] = index;
        problems[count++] = problem;
    }

    void takeBack() {
        count--;
    }

    /**
     * How many there are.
     *
     * @return from 0
     */
    public int count() {
        return count;
    }

    /**
     * Place of a refused event in its request.
     *
     * @param i which, from 0
     * @return from 0
     */
    public int index(final int i) {
        return indexes[i];
    }

    /**
     * Key that is at fault.
     *
     * @param i which, from 0
     * @return as the sender writes it, empty when it is the event as a whole
     */
    public String field(final int i) {
        return problems[i].field();
    }

    /**
     * Why it was refused.
     *
     * @param i which, from 0
     * @return in words
     */
    public String reason(final int i) {
        return problems[i].reason();
    }
}
