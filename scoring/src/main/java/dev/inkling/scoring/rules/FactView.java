package dev.inkling.scoring.rules;

/**
 * What is remembered of the present visitor about the moment types that rules name, the present moment included. A type is given by
 * its fact index, as {@link FactPlan} assigns it. Times are epoch ms.
 */
public interface FactView {
    /** Time of something that never was. */
    long NEVER = Long.MIN_VALUE;

    /**
     * Moments of a type in this session.
     *
     * @param fact index
     * @return count, from 0
     */
    int sessionCount(int fact);

    /**
     * Latest moment of a type in this session.
     *
     * @param fact index
     * @return the largest t, or {@link #NEVER}
     */
    long sessionLast(int fact);

    /**
     * Latest moment of a type by this visitor.
     *
     * @param fact index
     * @return the largest t, or {@link #NEVER}
     */
    long visitorLast(int fact);

    /**
     * Moments of a type by this visitor at or after a time, as far as the last 15 tell.
     *
     * @param timesSlot which list of times, as {@link FactPlan} assigns it
     * @param since     earliest t that counts
     * @return count, 0 to 15
     */
    int visitorCount(int timesSlot, long since);

    /**
     * Whether the present moment is the first of its type by this visitor, or there was none yet at all.
     *
     * @param fact index
     * @return true when never before
     */
    boolean first(int fact);

    /**
     * Latest moment of a type that lasted at least so long.
     *
     * @param lastedSlot which pair of type and duration, as {@link FactPlan} assigns it
     * @return the largest t, or {@link #NEVER}
     */
    long lasted(int lastedSlot);
}
