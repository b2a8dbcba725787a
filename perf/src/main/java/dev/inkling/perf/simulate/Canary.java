package dev.inkling.perf.simulate;

/** Recoveries that are wrong on purpose, to see that the model catches them. */
enum Canary {
    /** None: everything is as it should be. */
    NONE,
    /** The last event's id is not remembered, so that it is journaled again when it is sent again. */
    FORGET_LAST_ID,
    /** A decision that is missing at the end of its queue is not made up for. */
    DROP_DECISION,
    /** The last event is left out and the one before it is replayed twice. */
    REPLAY_TWICE,
    /** Decisions of events that are gone are not taken back. In memory only. */
    NO_VOID,
    /** The last event that was synced is lost with the power. */
    LOSE_SYNCED,
    /** A start does not raise the epoch. In memory only. */
    KEEP_EPOCH,
    /** The last event in the journal is journaled once more at a start. */
    DOUBLE_EVENT;

    /** Whether the journal on disk can have it: its opening is the product's own, and right. */
    boolean isForDisk() {
        return this != NO_VOID && this != KEEP_EPOCH;
    }
}
