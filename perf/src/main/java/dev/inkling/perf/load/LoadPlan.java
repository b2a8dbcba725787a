package dev.inkling.perf.load;

/**
 * What to send.
 *
 * @param eventsPerSecond intended rate
 * @param seconds         how long
 * @param eventsPerSend   events in one request or datagram
 * @param decide          whether replies carry decisions (HTTP)
 * @param connections     kept-alive connections (HTTP)
 * @param visitors        how many different visitors the events come from
 * @param seed            of moments and visitors
 */
record LoadPlan(double eventsPerSecond, double seconds, int eventsPerSend, boolean decide, int connections, int visitors,
                long seed) {
    /** The same for another time. */
    LoadPlan lasting(final double otherSeconds) {
        return new LoadPlan(eventsPerSecond, otherSeconds, eventsPerSend, decide, connections, visitors, seed);
    }

    double sendsPerSecond() {
        return eventsPerSecond / eventsPerSend;
    }
}
