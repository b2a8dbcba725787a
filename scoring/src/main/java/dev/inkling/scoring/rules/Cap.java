package dev.inkling.scoring.rules;

/**
 * How often a rule fires at most for one visitor; firings that were held out count.
 *
 * @param session within a session, 0 for any number
 * @param day     within a day of 24 hours that begins at midnight UTC, 0 for any number
 */
public record Cap(int session, int day) {
    /** Most firings that can be asked for. */
    public static final int MOST = 1_000;
    /** Any number. */
    public static final Cap NONE = new Cap(0, 0);
}
