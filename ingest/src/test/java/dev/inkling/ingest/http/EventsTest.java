package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /v1/events} against a real server by the events' own clock. */
class EventsTest {
    private static final long T = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final String EVENTS = "/v1/events";
    private static final String DECIDE = "/v1/events?decide=true";

    @TempDir
    private Path data;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data, "clock", "event", "http-body-bytes", "8192", "http-inflated-bytes", "600000");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String event(final String visitor, final String moment, final long timestamp) {
        return "{\"visitorId\":\"" + visitor + "\",\"momentType\":\"" + moment + "\",\"timestamp\":" + timestamp + "}";
    }

    private static void assertReply(final int status, final String body, final HttpResponse<String> reply) {
        assertEquals(body, reply.body());
        assertEquals(status, reply.statusCode());
    }

    @Test
    void shouldAcceptTheMicroMomentOfTheGuides() {
        final String moment = """
            {"timestamp":1700000000000,"sessionId":"s-1","customerId":"c-1",
            "momentType":"social_proof_engagement","details":{"element":"customer_photo_gallery","interaction":"swipe_through_images",
            "duration":23,"depth":8,"context":"product_page_visit","deviceType":"mobile","traffic_source":"instagram_ad"},
            "intentScore":0.78,"urgencyLevel":"high","conversionProbability":0.65}
            """;
        assertReply(202, "{\"accepted\":1,\"duplicates\":0,\"rejected\":[],\"durability\":\"journaled\"}", server.post(EVENTS, moment));
    }

    @Test
    void shouldGiveTheResearchDiscountOnce() {
        assertFalse(server.post(DECIDE, event("v", "comparison_tool", T)).body().contains("research_discount"));
        assertFalse(server.post(DECIDE, event("v", "review_read", T + 7 * MINUTE)).body().contains("research_discount"));
        // The window of 15 minutes includes its edge: the comparison was exactly 15 minutes ago.
        final HttpResponse<String> third = server.post(DECIDE, event("v", "size_guide", T + 15 * MINUTE));
        assertEquals(200, third.statusCode());
        assertEquals(2, third.body().split("\"rule\":\"research_discount\"", -1).length, third.body());
        assertTrue(third.body().contains("\"status\":\"fired\""), third.body());
        assertTrue(third.body().contains("\"latencyMicros\":"), third.body());
        assertFalse(server.post(DECIDE, event("v", "size_guide", T + 15 * MINUTE + 1)).body().contains("research_discount"));
    }

    @Test
    void shouldNotGiveTheResearchDiscountBeyondFifteenMinutes() {
        server.post(DECIDE, event("v", "comparison_tool", T));
        server.post(DECIDE, event("v", "review_read", T + 7 * MINUTE));
        final HttpResponse<String> third = server.post(DECIDE, event("v", "size_guide", T + 15 * MINUTE + 1));
        assertReply(200, "{\"accepted\":1,\"duplicates\":0,\"rejected\":[],\"durability\":\"journaled\",\"decisions\":[]}", third);
    }

    @Test
    void shouldReplayTheDecisionsOfADuplicate() {
        server.post(DECIDE, event("v", "comparison_tool", T));
        server.post(DECIDE, event("v", "review_read", T + 1));
        final String last = "{\"eventId\":\"e-1\"," + event("v", "size_guide", T + 2).substring(1);
        final String first = server.post(DECIDE, last).body();
        final String again = server.post(DECIDE, last).body();
        assertTrue(first.startsWith("{\"accepted\":1,\"duplicates\":0,"), first);
        assertFalse(first.contains("replayed"), first);
        assertTrue(again.startsWith("{\"accepted\":0,\"duplicates\":1,"), again);
        assertTrue(again.contains("\"replayed\":true"), again);
        final String id = first.replaceAll(".*\"decisionId\":\"([0-9.]+)\".*", "$1");
        assertTrue(again.contains("\"decisionId\":\"" + id + "\""), again);
    }

    @Test
    void shouldRejectABadEventAndTakeItsNeighbours() {
        final HttpResponse<String> reply = server.post(EVENTS, "[" + event("a", "search", T) + ",{\"momentType\":\"search\"},"
            + "{\"visitorId\":\"b\",\"momentType\":\"search\",\"duration\":\"long\"}," + event("c", "search", T) + "]");
        assertEquals(202, reply.statusCode());
        assertTrue(reply.body().startsWith("{\"accepted\":2,\"duplicates\":0,\"rejected\":[{\"index\":1,\"field\":\"visitorId\","),
            reply.body());
        assertTrue(reply.body().contains("{\"index\":2,\"field\":\"duration\",\"reason\":"), reply.body());
        assertEquals(2, server.count(Counter.EVENTS_REJECTED));
        assertEquals(2, server.count(Counter.DEAD_LETTERS));
    }

    @Test
    void shouldAnswerWhenEveryEventIsRejected() {
        final HttpResponse<String> reply = server.post(EVENTS, "[{\"momentType\":\"search\"}]");
        assertEquals(202, reply.statusCode());
        assertTrue(reply.body().startsWith("{\"accepted\":0,\"duplicates\":0,\"rejected\":[{\"index\":0,"), reply.body());
        assertEquals(1, server.count(Counter.DEAD_LETTERS));
    }

    @Test
    void shouldTakeAnEmptyArray() {
        assertReply(202, "{\"accepted\":0,\"duplicates\":0,\"rejected\":[],\"durability\":\"journaled\"}", server.post(EVENTS, "[]"));
    }

    @Test
    void shouldTellWhereABodyIsNotJson() {
        // Line 1 is `[` and a line feed, 2 bytes; in line 2 the fault is the brace behind the 7 bytes `{"a":1,`: 2 + 7 = 9.
        final HttpResponse<String> reply = server.post(EVENTS, "[\n{\"a\":1,}]");
        assertEquals(400, reply.statusCode());
        assertTrue(reply.body().contains("\"offset\":9,\"line\":2,\"column\":8"), reply.body());
        assertEquals(1, server.count(Counter.HTTP_BAD_JSON));
    }

    @Test
    void shouldTakeEventsLineByLine() {
        final String body = event("a", "search", T) + "\n" + event("b", "search", T) + "\n";
        assertTrue(server.post(EVENTS, body).body().startsWith("{\"accepted\":2,"));
    }

    @Test
    void shouldInflateByHeaderAndByMagic() throws IOException {
        final byte[] packed = gzip(event("a", "search", T).getBytes(StandardCharsets.UTF_8));
        assertTrue(server.send("POST", EVENTS, packed, "Content-Encoding", "gzip").body().startsWith("{\"accepted\":1,"));
        assertTrue(server.send("POST", EVENTS, packed).body().startsWith("{\"accepted\":1,"));
    }

    @Test
    void shouldRefuseWhatIsNotGzipOrIsABomb() throws IOException {
        final byte[] event = event("a", "search", T).getBytes(StandardCharsets.UTF_8);
        assertEquals(400, server.send("POST", EVENTS, event, "Content-Encoding", "gzip").statusCode());
        assertEquals(400, server.send("POST", EVENTS, event, "Content-Encoding", "br").statusCode());
        final byte[] packed = gzip(event);
        assertEquals(400, server.send("POST", EVENTS, java.util.Arrays.copyOf(packed, packed.length - 9)).statusCode());
        // 500,000 spaces shrink to about 500 bytes, a thousandfold; 700,000 bytes are beyond http-inflated-bytes as well.
        final HttpResponse<String> bomb = server.send("POST", EVENTS, gzip(" ".repeat(500_000).getBytes(StandardCharsets.UTF_8)));
        assertEquals(400, bomb.statusCode());
        assertTrue(bomb.body().contains("200-fold"), bomb.body());
        assertEquals(1, server.count(Counter.HTTP_OVERSIZE));
    }

    @Test
    void shouldRefuseABodyBeyondTheLimit() {
        final HttpResponse<String> reply = server.post(EVENTS, " ".repeat(8193));
        assertEquals(400, reply.statusCode());
        assertTrue(reply.body().contains("8192"), reply.body());
        assertTrue(server.post(EVENTS, event("a", "search", T)).body().startsWith("{\"accepted\":1,"));
    }

    @Test
    void shouldRefuseMoreEventsThanARequestMayHold() throws IOException {
        // 1,001 events of 3 bytes and a comma each.
        final String body = "[" + "{},".repeat(1_000) + "{}]";
        final HttpResponse<String> reply = server.post(EVENTS, body);
        assertEquals(400, reply.statusCode());
        assertTrue(reply.body().contains("1000"), reply.body());
        assertEquals(0, server.count(Counter.DEAD_LETTERS));
    }

    private static byte[] gzip(final byte[] bytes) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
