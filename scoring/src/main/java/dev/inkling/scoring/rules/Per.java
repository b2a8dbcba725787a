package dev.inkling.scoring.rules;

/** Within what a rule fires at most once. */
public enum Per {
    /** Any number of times. */
    NONE,
    /** Once a session. */
    SESSION,
    /** Once ever for a visitor, or for the customer when known. */
    VISITOR,
    /** Once a page. */
    PAGE
}
