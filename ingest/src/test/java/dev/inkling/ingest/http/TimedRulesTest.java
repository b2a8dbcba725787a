package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.ingest.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a storefront sees of rules that wait: numbers on the metrics page, and nothing in replies. */
class TimedRulesTest {
    private static final long T0 = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private static String event(final String visitor, final String id, final String type, final long at) {
        return "{\"visitorId\":\"" + visitor + "\",\"eventId\":\"" + id + "\",\"momentType\":\"" + type
            + "\",\"timestamp\":" + (T0 + at) + "}";
    }

    @Test
    void shouldTellNobodyWhatATimerDecided() throws IOException {
        final Path rules = Files.writeString(folder.resolve("rules.yaml"), """
            triggers:
              - {name: left, after: {moment: cart_add, idle: 20s}, action: {type: email, id: cart_reminder}}
              - {name: looked, when: 'moment.name == "page_view"', action: {type: note, id: n}}
            """);
        try (TestServer server = TestServer.start(folder.resolve("data"), "clock", "event", "rules", rules.toString())) {
            server.post("/v1/events?decide=true", event("a", "1", "cart_add", 0));
            server.post("/v1/events?decide=true", event("b", "2", "cart_add", 1));
            // The first finds the timer of a due, the second her own.
            for (final String event : List.of(event("b", "3", "page_view", 20_000), event("b", "4", "page_view", 40_000),
                event("b", "3", "page_view", 50_000))) {
                final String reply = server.post("/v1/events?decide=true", event).body();
                assertTrue(reply.contains("\"rule\":\"looked\""), reply);
                assertFalse(reply.contains("\"rule\":\"left\""), reply);
            }
            final String metrics = server.get("/metrics").body();
            for (final String line : List.of("timers_set_total 2.0", "timers_due_total 2.0", "timers_pending 0.0", "decisions_total 4.0",
                "timers_not_set_total 0.0")) {
                assertTrue(metrics.contains("inkling_" + line + "\n"), line);
            }
            assertEquals(200, server.get("/readyz").statusCode());
        }
    }
}
