package dev.inkling.scoring;

/** What an engine counts. */
public enum EngineCount {
    /** Sessions begun. */
    SESSIONS_STARTED,
    /** Sessions that had ended by the journal's time and went on with a moment that came late. */
    SESSIONS_RESUMED,
    /** Sessions ended: nothing happened for longer than the gap, another began, or the visitor was removed. */
    SESSIONS_ENDED,
    /** Sessions open now. */
    SESSIONS_ACTIVE,
    /** Visitors who made room for others. */
    VISITORS_EVICTED,
    /** Visitors forgotten after the retention time. */
    VISITORS_EXPIRED,
    /** Cadence entries that made room for others. */
    CADENCE_EVICTED,
    /** Decisions that fired. */
    DECISIONS_FIRED,
    /** Decisions held out. */
    DECISIONS_HELD_OUT,
    /** Decisions that were cooling, recorded once per rule and session. */
    DECISIONS_COOLING,
    /** Matches of rules that had fired as often as {@code per} allows. */
    MATCHES_USED_UP,
    /** Matches suppressed for a reason that was already recorded in the session. */
    MATCHES_UNRECORDED,
    /** Amounts left out of a cart or revenue because they were in another currency. */
    OTHER_CURRENCY
}
