package dev.inkling.scoring;

/** What became of a match; ordinals are those of the journal. */
public enum Status {
    /** The action goes out. */
    FIRED,
    /** It would have fired, but the visitor is in a control group. */
    HELD_OUT,
    /** A cap was reached. */
    CAPPED,
    /** The rule, or the visible gap, was cooling down. */
    COOLING,
    /** A timer came too late. */
    EXPIRED
}
