package dev.inkling.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rig that hides a stall measures nothing. */
class HttpLoadTest {
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]+)\"");

    static {
        // Head and body are two writes; without this each reply waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong clockOffset = new AtomicLong();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private int stallAt = -1;
    private int failFrom = Integer.MAX_VALUE;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/events", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldCountTheWaitOfRequestsThatAStallHeldUp() throws InterruptedException {
        // 1,000 requests a second over one connection; while request 100 is with the server, a second passes on the rig's clock. The
        // thousand requests due in that second could not leave, and the k-th of them waited at least 1 s less k ms. Those of its first
        // half waited 500 ms or more: 500 of the 1,500 requests. Measured from the actual sending only request 100 would show.
        stallAt = 100;
        final LoadResult result = run(new LoadPlan(1_000, 1.5, 1, false, 1, 1_000, 1));

        assertEquals(1_500, result.sends);
        assertEquals(1_500, result.latency.getTotalCount());
        assertEquals(0, result.errors);
        assertTrue(result.latency.getMaxValue() >= TimeUnit.MILLISECONDS.toNanos(999), "max " + result.latency.getMaxValue());
        final long slow = result.latency.getCountBetweenValues(TimeUnit.MILLISECONDS.toNanos(500), LoadResult.HIGHEST_NANOS);
        assertTrue(slow >= 499, "waited half a second or more: " + slow);
    }

    @Test
    void shouldSendEachEventOnceAndAddUpWhatWasAccepted() throws InterruptedException {
        final LoadResult result = run(new LoadPlan(20_000, 0.2, 50, true, 4, 1_000, 2));
        // 20,000 a second for 0.2 s, 50 at a time: 80 requests with 4,000 events.
        assertEquals(80, result.sends);
        assertEquals(4_000, result.eventsSent);
        assertEquals(4_000, result.accepted);
        assertEquals(4_000, ids.size());
        assertEquals(80, requests.get());
        assertEquals(80, result.decisions);
    }

    @Test
    void shouldTellRefusalsFromErrors() throws InterruptedException {
        failFrom = 10;
        final LoadResult result = run(new LoadPlan(1_000, 0.02, 1, false, 1, 10, 3));
        // Requests 1 to 9 are accepted, 10 is an error, the ten behind it find the ring full.
        assertEquals(9, result.accepted);
        assertEquals(1, result.errors);
        assertEquals("status 500", result.firstError);
        assertEquals(10, result.refusedFull);
        assertEquals(9, result.latency.getTotalCount());
    }

    private LoadResult run(final LoadPlan plan) throws InterruptedException {
        return new HttpLoad(plan, server.getAddress(), () -> System.nanoTime() + clockOffset.get(), soFar -> { }).run();
    }

    private void answer(final HttpExchange exchange) throws IOException {
        final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        final Matcher matcher = EVENT_ID.matcher(body);
        int events = 0;
        while (matcher.find()) {
            ids.add(matcher.group(1));
            events++;
        }
        final int number = requests.incrementAndGet();
        if (number == stallAt) {
            clockOffset.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }
        final int status = number == failFrom ? 500 : number > failFrom ? 503 : 202;
        final byte[] reply = ("{\"accepted\":" + events + ",\"duplicates\":0,\"decisions\":[{\"decisionId\":\"1.0\"}]}")
            .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }
}
