package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonParser;
import dev.inkling.ingest.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/events?decide=true&explain=true} against a real server. */
class ExplainTest {
    private static final long T = 1_700_000_000_000L;
    private static final String EXPLAIN = "/v1/events?decide=true&explain=true";

    @TempDir
    private Path data;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data, "clock", "event");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String event(final String moment, final long timestamp) {
        return "{\"visitorId\":\"v\",\"momentType\":\"" + moment + "\",\"timestamp\":" + timestamp + "}";
    }

    private static void assertJson(final String text) throws IOException {
        try (JsonParser parser = JsonText.FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                // reads to the end or fails
            }
        }
    }

    @Test
    void shouldTellWhyTheResearchDiscountDoesNotFireAndWhyItDoes() throws IOException {
        server.post("/v1/events", event("comparison_tool", T));
        final String missing = server.post(EXPLAIN, event("size_guide", T + 60_000)).body();
        assertJson(missing);
        assertTrue(missing.contains("{\"rule\":\"research_discount\",\"verdict\":\"not_matched\","
            + "\"because\":\"review_read seen within 15 min\",\"when\":{\"join\":\"and\","), missing);
        assertTrue(missing.contains("{\"clause\":\"comparison_tool seen within 15 min\",\"holds\":true,\"value\":60,\"threshold\":900},"
            + "{\"clause\":\"review_read seen within 15 min\",\"holds\":false,\"value\":\"never\",\"threshold\":900}"), missing);
        final String fired = server.post(EXPLAIN, event("review_read", T + 61_000)).body();
        assertJson(fired);
        assertTrue(fired.contains("{\"rule\":\"research_discount\",\"verdict\":\"fired\",\"decision\":\""), fired);
        assertTrue(fired.contains("\"rule\":\"research_discount\",\"action\""), fired);
        assertFalse(fired.contains("explainTruncated"), fired);
        assertFalse(server.post("/v1/events?decide=true", event("review_read", T + 62_000)).body().contains("explain"));
    }

    @Test
    void shouldTellOfTimers() throws IOException {
        server.post("/v1/events", event("cart_add", T));
        final String moved = server.post(EXPLAIN, event("page_view", T + 60_000)).body();
        assertJson(moved);
        final long due = T + 30 * 60_000;
        assertTrue(moved.contains("\"timers\":[{\"rule\":\"cart_abandoned\",\"timer\":\"moved\",\"setAt\":" + T + ",\"dueBefore\":" + due
            + ",\"due\":" + (due + 60_000) + ",\"waitsFor\":\"nothing for 30m behind cart_add"), moved);
    }

    @Test
    void shouldExplainSixteenEventsAndSaySo() throws IOException {
        final StringBuilder events = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            events.append(event("size_guide", T + i)).append('\n');
        }
        // What is rejected is not explained and does not count.
        final String reply = server.post(EXPLAIN, "{\"visitorId\":\"v\"}\n" + events).body();
        assertJson(reply);
        assertEquals(16, reply.split("\"moment\":\"size_guide\"", -1).length - 1);
        assertTrue(reply.endsWith("],\"explainTruncated\":true}"), reply.substring(reply.length() - 100));
    }

    @Test
    void shouldRefuseToExplainWhatIsNotDecided() {
        final HttpResponse<String> reply = server.post("/v1/events?explain=true", event("size_guide", T));
        assertEquals(400, reply.statusCode());
        assertTrue(reply.body().contains("decide=true"), reply.body());
        assertTrue(server.post(EXPLAIN, "[]").body().endsWith("\"decisions\":[],\"explain\":[]}"));
    }
}
