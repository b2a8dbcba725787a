package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.inkling.ingest.ServerContext;
import dev.inkling.ingest.TestServer;
import dev.inkling.ingest.loop.IngestLoops;
import dev.inkling.journal.FrameBatch;
import dev.inkling.ring.ConfigurationInForce;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Readiness;
import dev.inkling.ring.Reload;
import dev.inkling.ring.ReloadException;
import dev.inkling.scoring.RuleFigures;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told when the engine takes nothing, fails, or does not answer. */
class RefusingEngineTest {
    private static final String EVENT = "{\"visitorId\":\"v\",\"momentType\":\"search\"}";

    @TempDir
    private Path data;
    private final Engine engine = new Engine();
    private IngestLoops loops;
    private HttpFrontEnd http;

    /** An engine that does what the test says. */
    private static final class Engine implements Pipeline, Intake {
        private final Counters counters = new Counters();
        private volatile Offer offer = Offer.TAKEN;
        private volatile boolean failing;
        private volatile List<String> reasons = List.of("the processor stopped at 7");
        private volatile ReloadException reload;
        private int request = NO_REQUEST;
        private int generation;
        private Runnable wakeUp;

        @Override
        public Intake openIntake(final int resultBytes, final Runnable resultsWakeUp) {
            wakeUp = resultsWakeUp;
            return this;
        }

        @Override
        public Offer offer(final FrameBatch batch, final int number, final int numberGeneration, final int explained) {
            request = number;
            generation = numberGeneration;
            if (failing) {
                wakeUp.run();
            }
            return offer;
        }

        @Override
        public Offer query(final long visitorKey, final int number, final int numberGeneration) {
            return offer;
        }

        @Override
        public int drain(final Results results) {
            results.onComplete(request, generation, 2, 1, 3, Durability.JOURNALED);
            return 1;
        }

        @Override
        public boolean tick() {
            return false;
        }

        @Override
        public Counters counters() {
            return counters;
        }

        @Override
        public Histogram latency() {
            return new Histogram(2);
        }

        @Override
        public List<RuleFigures> ruleFigures() {
            return List.of();
        }

        @Override
        public Readiness readiness() {
            return new Readiness(reasons.isEmpty(), reasons, List.of());
        }

        @Override
        public String typeName(final int type) {
            return "other";
        }

        @Override
        public ConfigurationInForce configuration() {
            throw new ReloadException(ReloadException.Reason.UNAVAILABLE, "none", null);
        }

        @Override
        public Reload check(final UnaryOperator<ConfigurationTexts> change) {
            return reload(change);
        }

        @Override
        public Reload reload(final UnaryOperator<ConfigurationTexts> change) {
            throw reload == null ? new IllegalStateException("broken") : reload;
        }

        @Override
        public List<String> memory() {
            return List.of();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @BeforeEach
    void start() {
        final ServerContext context = ServerContext.conclude(TestServer.settings(data, "reply-timeout-ms", "1", "pending-requests", "1"));
        loops = new IngestLoops(context, engine, "000102030405060708090a0b0c0d0e0f");
        http = new HttpFrontEnd(context, loops, engine);
    }

    @AfterEach
    void stop() {
        http.close();
        loops.close();
    }

    private HttpResponse<String> send(final String path, final String body) throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.address().getPort() + path));
        return HttpClient.newHttpClient().send(
            (body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body))).build(),
            HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldTellToTryAgainWhenTheRingIsFull() throws IOException, InterruptedException {
        engine.offer = Intake.Offer.RING_FULL;
        final HttpResponse<String> reply = send("/v1/events", EVENT);
        assertEquals(503, reply.statusCode());
        assertEquals("1", reply.headers().firstValue("retry-after").orElse(""));
        assertTrue(reply.body().startsWith("{\"error\":"), reply.body());
        assertEquals(503, send("/v1/visitors/v", "").statusCode());
    }

    @Test
    void shouldTellThatTheEngineStopped() throws IOException, InterruptedException {
        engine.offer = Intake.Offer.STOPPED;
        assertEquals(503, send("/v1/events", EVENT).statusCode());
        final HttpResponse<String> ready = send("/readyz", "");
        assertEquals(503, ready.statusCode());
        assertTrue(ready.body().contains("the processor stopped at 7"), ready.body());
        assertEquals(200, send("/healthz", "").statusCode());
    }

    @Test
    void shouldNotKnowTheDurabilityWithoutAnAnswer() throws IOException, InterruptedException {
        final HttpResponse<String> reply = send("/v1/events", EVENT);
        assertEquals(503, reply.statusCode());
        assertTrue(reply.body().contains("\"durability\":\"unknown\""), reply.body());
        assertEquals(1, engine.counters.get(Counter.HTTP_UNKNOWN_DURABILITY));
        // The one place in the table is free again.
        assertTrue(send("/v1/events", EVENT).body().contains("\"durability\":\"unknown\""));
    }

    @Test
    void shouldTellWhatWasTakenWhenTheJournalFailsInTheMiddle() throws IOException, InterruptedException {
        engine.failing = true;
        final HttpResponse<String> reply = send("/v1/events", EVENT);
        assertEquals(503, reply.statusCode());
        assertTrue(reply.body().contains("\"refused\":3,\"accepted\":2,\"duplicates\":1,"), reply.body());
        assertTrue(reply.body().startsWith("{\"error\":\"the processor stopped at 7; send"), reply.body());
    }

    @Test
    void shouldTellWhyAReloadIsNotTaken() throws IOException, InterruptedException {
        engine.reload = new ReloadException(ReloadException.Reason.UNAVAILABLE, "the ring has no room", null);
        final HttpResponse<String> busy = send("/v1/admin/config?kind=rules", "x");
        assertEquals(503, busy.statusCode());
        assertEquals("1", busy.headers().firstValue("retry-after").orElse(""));
        assertEquals("{\"error\":\"the ring has no room\"}", busy.body());
        engine.reload = new ReloadException(ReloadException.Reason.FOLLOWING, "a standby", null);
        assertEquals(409, send("/v1/admin/config?kind=rules", "x").statusCode());
        engine.reload = null;
        assertEquals(500, send("/v1/admin/config?kind=rules", "x").statusCode());
    }

    @Test
    void shouldTellThatTheDiskIsLow() throws IOException, InterruptedException {
        engine.failing = true;
        engine.reasons = List.of("the disk of \"here\" is low");
        final String low = send("/v1/events", EVENT).body();
        assertTrue(low.startsWith("{\"error\":\"the disk of \\\"here\\\" is low; send the request again"), low);
        engine.reasons = List.of();
        final String over = send("/v1/events", EVENT).body();
        assertTrue(over.startsWith("{\"error\":\"the journal could not take all events; send"), over);
    }
}
