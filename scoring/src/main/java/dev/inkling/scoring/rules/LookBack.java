package dev.inkling.scoring.rules;

import java.util.concurrent.TimeUnit;

/**
 * How far back the rules of a set look, or how long their timers wait: a visitor has to be remembered for so long.
 *
 * @param ms     the longest time, 0 when no rule has any
 * @param line   where it stands, from 1
 * @param column where it stands, from 1, in code points
 */
public record LookBack(long ms, int line, int column) {
    /** No rule looks back. */
    public static final LookBack NONE = new LookBack(0, 1, 1);

    /**
     * Refuses rules that would ask for what is forgotten by then.
     *
     * @param retentionMs for how long a visitor is remembered of whom nothing is heard, ms
     * @param file        the rules' name, as the user knows it
     * @throws RuleException when that is shorter; it names the longest time's place
     */
    public void require(final long retentionMs, final String file) throws RuleException {
        if (ms > retentionMs) {
            throw new RuleException(file, line, column, "asks for " + days(ms) + " days back, and a visitor of whom nothing is heard is"
                + " forgotten after " + days(retentionMs) + "; expected at most that, or a longer retention (setting"
                + " visitor-retention-days, visitor_retention_ms of the engine)");
        }
    }

    private static String days(final long ms) {
        final long day = TimeUnit.DAYS.toMillis(1);
        return ms % day == 0 ? Long.toString(ms / day) : Double.toString((double) (ms * 100 / day) / 100);
    }
}
