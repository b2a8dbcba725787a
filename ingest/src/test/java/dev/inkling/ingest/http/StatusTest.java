package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;

import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server tells of itself and of its visitors. */
class StatusTest {
    @TempDir
    private static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, "clock", "event");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldBeAliveAndReady() {
        assertEquals("{\"status\":\"ok\"}", server.get("/healthz").body());
        final HttpResponse<String> ready = server.get("/readyz");
        assertEquals(200, ready.statusCode());
        assertTrue(ready.body().startsWith("{\"status\":\"ready\",\"reasons\":[]"), ready.body());
        assertTrue(ready.body().contains("\"clock\":{\"steps\":"), ready.body());
        assertTrue(server.get("/version").body().contains("\"name\":\"inkling\""));
    }

    @Test
    void shouldShowEveryCounterToPrometheus() {
        final String text = server.get("/metrics").body();
        for (final Counter counter : Counter.values()) {
            assertTrue(text.contains("\n# TYPE inkling_" + counter.metric().toLowerCase(Locale.ROOT) + " "), counter + "\n" + text);
        }
        assertTrue(text.contains("inkling_decision_latency_seconds{quantile=\"0.99\"}"), text);
    }

    @Test
    void shouldShowWhatEachRuleDecidedAndCost() {
        final String[] types = {"comparison_tool", "review_read", "size_guide"};
        final StringJoiner events = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 900; i++) {
            events.add("{\"visitorId\":\"r" + i % 9 + "\",\"momentType\":\"" + types[Math.min(2, i / 9)] + "\",\"timestamp\":"
                + (1_700_000_000_000L + i) + "}");
        }
        final String batch = events.toString();
        for (int i = 0; i < 5; i++) {
            assertEquals(200, server.post("/v1/events?decide=true", batch).statusCode());
        }
        final String text = server.get("/metrics").body();
        // 4,500 moments, of which about one in 1,024 is sampled; nine visitors did all three kinds of research.
        assertTrue(text.contains("inkling_rule_decisions_total{rule=\"research_discount\",status=\"fired\"} 9.0\n"), text);
        assertTrue(text.contains("\ninkling_rule_sampled_evaluations_total{rule=\"research_discount\"} "), text);
        assertTrue(text.contains("\ninkling_rule_nanoseconds{rule=\"research_discount\"} "), text);
    }

    @Test
    void shouldShowAVisitorWhoseIdNeedsEscapes() {
        server.post("/v1/events", "[{\"visitorId\":\"a b/ü+1\",\"momentType\":\"size_guide\",\"timestamp\":1700000000000,\"duration\":30,"
            + "\"depth\":8},{\"visitorId\":\"a b/ü+1\",\"momentType\":\"cart_add\",\"timestamp\":1700000001000,\"price\":12.5,"
            + "\"quantity\":2,\"currency\":\"EUR\"}]");
        final HttpResponse<String> reply = server.get("/v1/visitors/a%20b%2F%C3%BC+1?storefront=default");
        assertEquals(200, reply.statusCode());
        final String body = reply.body();
        assertTrue(body.startsWith("{\"id\":\"a b/ü+1\",\"storefront\":\"default\",\"visitorKey\":\""), body);
        // Two pieces at 12.50 are one change of the cart: +1 item, 25.00.
        assertTrue(body.contains("\"cart\":{\"items\":1,\"value\":25.00,\"currency\":\"EUR\"}"), body);
        // size_guide: weight .6 with quality .5 + .25 + .25 = 1 gives .6.
        assertTrue(body.contains("{\"momentType\":\"size_guide\",\"at\":1700000000000,\"intent\":0.6}"), body);
        assertTrue(body.contains("\"session\":{\"session\":"), body);
        // Research has .6, decision the cart_add's .8 * .5 = .4.
        assertTrue(body.contains("\"stage\":\"research\""), body);
    }

    @Test
    void shouldNotKnowAStranger() {
        assertEquals(404, server.get("/v1/visitors/nobody").statusCode());
        assertEquals(404, server.get("/v1/visitors/nobody?storefront=none").statusCode());
        assertEquals(404, server.get("/v1/visitors/").statusCode());
        assertEquals(405, server.post("/v1/visitors/nobody", "{}").statusCode());
    }
}
