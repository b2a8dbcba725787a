package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Replies must be read as the specification writes them. */
class EventsReplyTest {
    @Test
    void shouldReadCountsAndDecisions() throws IOException {
        final EventsReply reply = EventsReply.parse("{\"accepted\":2,\"duplicates\":1,\"rejected\":[{\"index\":3,\"field\":\"depth\","
            + "\"reason\":\"not a number\"}],\"durability\":\"journaled\",\"decisions\":[{\"decisionId\":\"7.0\",\"rule\":\"r\","
            + "\"action\":{\"type\":\"offer\",\"id\":\"x\",\"channel\":\"onsite\",\"payload\":{\"a\":[1,2]}},\"visitor\":\"mia\","
            + "\"session\":5,\"at\":17,\"scores\":{\"velocity\":0.5,\"intent\":0.25,\"stage\":\"research\",\"urgency\":\"low\"},"
            + "\"status\":\"fired\",\"latencyMicros\":85.4}]}");
        assertEquals(2, reply.accepted());
        assertEquals(1, reply.duplicates());
        assertEquals(1, reply.rejected());
        assertEquals(List.of(new DecisionNote("r", "offer", "x", "onsite", "mia", "fired", 0.25, "research", "low", 85)),
            reply.decisions());
    }
}
