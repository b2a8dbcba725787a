package dev.inkling.ingest.demo;

/**
 * A decision as a storefront reads it from a reply.
 *
 * @param rule          its name
 * @param actionType    what kind of action
 * @param actionId      which
 * @param channel       where to show it; may be empty
 * @param visitor       id as sent
 * @param status        fired, held_out and so on
 * @param intent        0 to 1
 * @param stage         of the session
 * @param urgency       low, medium or high
 * @param latencyMicros from claim to decision
 */
record DecisionNote(String rule, String actionType, String actionId, String channel, String visitor, String status, double intent,
                    String stage, String urgency, long latencyMicros) {
}
