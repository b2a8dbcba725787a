package dev.inkling.perf.crash;

/**
 * How one round ends.
 *
 * @param kind    when the server is killed
 * @param delayMs from the round's first acknowledgement; from {@code ready} for an early one, and from the process's start for one in
 *                recovery
 */
record Kill(Kind kind, long delayMs) {
    /** Moments at which a server dies. */
    enum Kind {
        /** At the rate that was asked for. */
        LOAD,
        /** While requests come as fast as replies do. */
        BURST,
        /** As soon as it takes traffic. */
        EARLY,
        /** Before it is ready. */
        RECOVERY,
        /** In a burst, within an append, and another process has its process id until the next server is ready. */
        PID
    }
}
