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
    /** Decisions that were capped, recorded once per rule, reason and session. */
    DECISIONS_CAPPED,
    /** Decisions that were cooling, recorded once per rule, reason and session. */
    DECISIONS_COOLING,
    /** Decisions that a timer came too late for. */
    DECISIONS_EXPIRED,
    /** Matches of rules that fire at each n-th only, and this was none. */
    MATCHES_PASSED_OVER,
    /** Matches of rules that had fired as often as {@code per} allows. */
    MATCHES_USED_UP,
    /** Matches suppressed for a reason that was already recorded in the session. */
    MATCHES_UNRECORDED,
    /** Those of them that were too early for the rule's cooldown. */
    UNRECORDED_COOLDOWN,
    /** Those of rules that had fired as often in the session as they may. */
    UNRECORDED_CAP_SESSION,
    /** Those of rules that had fired as often that day as they may. */
    UNRECORDED_CAP_DAY,
    /** Those of visible rules that found the session's budget used up. */
    UNRECORDED_VISIBLE_SESSION,
    /** Those of visible rules that came too short a time after another. */
    UNRECORDED_VISIBLE_GAP,
    /** Moments that said something new of a decision that is remembered: shown, engaged with, dismissed. */
    FEEDBACK_TAKEN,
    /** Such moments that named no decision that is remembered of their visitor or customer, or said nothing new. */
    FEEDBACK_UNUSED,
    /** Decisions that were shown, and nothing came back for too long. */
    DECISIONS_IGNORED,
    /** Cooldowns doubled after two decisions in a row that were dismissed or ignored. */
    COOLDOWNS_DOUBLED,
    /** Timers set, anew ones aside. */
    TIMERS_SET,
    /** Timers set now. */
    TIMERS_PENDING,
    /** Timers that were due and came in time, whatever became of them. */
    TIMERS_DUE,
    /** Timers that a moment took back. */
    TIMERS_TAKEN_BACK,
    /** Timers that came too late. */
    TIMERS_EXPIRED,
    /** Timers that went with their visitor, or with their rule. */
    TIMERS_DROPPED,
    /** Timers that found no room. */
    TIMERS_NOT_SET,
    /** Amounts left out of a cart or revenue because they were in another currency. */
    OTHER_CURRENCY
}
