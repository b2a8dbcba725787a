package dev.inkling.scoring;

/** What cadence says to a match of a rule, in the order in which it is asked: the first that applies is the one that counts. */
enum CadenceVerdict {
    /** The rule fires at each so many-th match, and this is not one: counted only. */
    PASSED_OVER(null),
    /** The rule fired as often as {@code per} allows: counted only. */
    USED_UP(null),
    /** The rule's cooldown is not over. */
    COOLDOWN(Status.COOLING),
    /** The rule fired as often in the session as its cap allows. */
    CAP_SESSION(Status.CAPPED),
    /** The rule fired as often that day as its cap allows. */
    CAP_DAY(Status.CAPPED),
    /** The visitor was shown as much in the session as all visible rules together may show. */
    VISIBLE_SESSION(Status.CAPPED),
    /** The visitor was shown something too short a time ago. */
    VISIBLE_GAP(Status.COOLING),
    /** It may fire. */
    OPEN(null);

    /** Verdicts that are recorded, once per rule and session. */
    static final int REASONS = VISIBLE_GAP.ordinal() - COOLDOWN.ordinal() + 1;

    private final Status status;

    CadenceVerdict(final Status status) {
        this.status = status;
    }

    /** What its record says; null when there is none. */
    Status status() {
        return status;
    }

    /** Number among the recorded ones, from 0; has no meaning for the others. */
    int reason() {
        return ordinal() - COOLDOWN.ordinal();
    }
}
