package dev.inkling.perf.crash;

/**
 * A decision's id in two numbers.
 *
 * @param sequence of the event that caused it
 * @param ordinal  among that event's decisions, from 0
 */
record DecisionKey(long sequence, int ordinal) implements Comparable<DecisionKey> {
    /** Reads an id such as {@code 16.0}. */
    static DecisionKey of(final String id) {
        final int dot = id.indexOf('.');
        return new DecisionKey(Long.parseLong(id.substring(0, dot)), Integer.parseInt(id.substring(dot + 1)));
    }

    @Override
    public int compareTo(final DecisionKey other) {
        final int bySequence = Long.compare(sequence, other.sequence);
        return bySequence != 0 ? bySequence : Integer.compare(ordinal, other.ordinal);
    }

    @Override
    public String toString() {
        return sequence + "." + ordinal;
    }
}
