package dev.inkling.perf.simulate;

import java.util.Locale;

/** What goes wrong in runs, each counted. */
enum Fault {
    /** The process dies before an append. */
    KILL_BEFORE_APPEND,
    /** The process dies right behind an append, its caller not told. */
    KILL_AFTER_APPEND,
    /** The process dies in the middle of an append. */
    TORN_APPEND,
    /** The process dies before or behind a sync. */
    KILL_AT_SYNC,
    /** The process dies between two requests. */
    KILL_AT_REST,
    /** The process dies while it starts: opening, recovering, or bringing the configuration in force. */
    KILL_AT_START,
    /** The death was one of the machine: what was not synced may be lost. */
    POWER_LOSS,
    /** Records or pages that a loss of power took. */
    LOST_PIECES,
    /** A loss of power that left whole frames behind a hole. */
    HOLE,
    /** An append refused for want of room. */
    DISK_LOW,
    /** An append that failed. */
    APPEND_FAILED,
    /** A sync that failed. */
    SYNC_FAILED,
    /** A step of the wall clock. */
    CLOCK_STEP,
    /** An event sent again. */
    DUPLICATE,
    /** An event with a time that is late, ahead or out of order. */
    DISORDER,
    /** A request whose results were not taken for a while. */
    SLOW_READER,
    /** A request whose reply found no room. */
    REPLY_DROPPED,
    /** A start with another configuration. */
    RELOAD,
    /** Another configuration between the events of a request. */
    RELOAD_IN_BATCH,
    /** A snapshot was made. */
    SNAPSHOT,
    /** A snapshot was damaged. */
    DAMAGED_SNAPSHOT,
    /** A stop in order. */
    CLEAN_STOP;

    /** As people read it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
