package dev.inkling.scoring;

/**
 * Bounds on what rules may do together.
 *
 * @param visiblePerSession most firings of visible rules in a session of one visitor
 * @param visibleGapMs      least time between two of them, ms
 * @param ignoredMs         a decision that was shown counts as ignored when nothing came back for so long, ms
 * @param timers            most timers of rules that are set at a time; one that finds no room is not set, and counted
 * @param timersPerFrame    most due timers that are handled at a frame; the rest wait for the next
 */
public record TriggerLimits(int visiblePerSession, long visibleGapMs, long ignoredMs, int timers, int timersPerFrame) {
    /** Three in a session, 30 s apart; ignored after 10 min; half a million timers, two for each visitor, 64 at a frame. */
    public static final TriggerLimits DEFAULTS = new TriggerLimits(3, 30_000, 600_000, 1 << 19, 64);
    /** Most due timers at a frame that can be asked for: the decisions of a frame have so much room. */
    public static final int MOST_TIMERS_PER_FRAME = 256;

    /**
     * The same with room for another number of timers.
     *
     * @param most timers
     * @return limits
     */
    public TriggerLimits withTimers(final int most) {
        return new TriggerLimits(visiblePerSession, visibleGapMs, ignoredMs, most, timersPerFrame);
    }
}
