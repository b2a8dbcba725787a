package dev.inkling.ingest.standby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.inkling.ingest.StartException;
import dev.inkling.ingest.TestServer;
import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Verification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby, from following to taking over, over HTTP. */
class StandbyTest {
    private static final String PROMOTE = "/v1/admin/promote";
    private static final int EVENTS = 20;

    @TempDir
    private Path folder;
    private Path first;
    private Path second;

    @BeforeEach
    void name() {
        first = folder.resolve("first");
        second = folder.resolve("second");
    }

    /** Visitors come back, so that rules fire. */
    private static String request(final int number) {
        final StringBuilder events = new StringBuilder("[");
        for (int i = 0; i < EVENTS; i++) {
            final String type = i % 2 == 0 ? "comparison_tool" : "size_guide";
            events.append(i == 0 ? "" : ",").append("{\"eventId\":\"e").append(number).append('-').append(i).append("\",\"visitorId\":\"v")
                .append((number + i) % 7).append("\",\"momentType\":\"").append(type).append("\",\"duration\":20}");
        }
        return events.append(']').toString();
    }

    private static String took(final int accepted, final int duplicates) {
        return "{\"accepted\":" + accepted + ",\"duplicates\":" + duplicates + ",";
    }

    private static void assertTook(final int accepted, final int duplicates, final HttpResponse<String> reply) {
        assertTrue(isTaken(reply), reply.body());
        assertTrue(reply.body().startsWith(took(accepted, duplicates)), reply.body());
    }

    private static boolean isTaken(final HttpResponse<String> reply) {
        return reply.statusCode() / 100 == 2;
    }

    private static Verification.Result verify(final Path data) {
        try (Journal journal = ChronicleJournal.openForReading(data)) {
            return new Verification(journal, false).run(sequence -> { });
        }
    }

    private TestServer standby() {
        return TestServer.start(second, "follow", first.toString(), "clock", "event");
    }

    private TestServer primary() {
        return TestServer.start(first, "clock", "event");
    }

    @Test
    void shouldTellThatItFollowsAndTakeNothing() {
        try (TestServer primary = primary(); TestServer standby = standby()) {
            assertTrue(standby.server().isFollowing());
            assertTook(EVENTS, 0, primary.post("/v1/events", request(0)));
            final long last = primary.count(Counter.LAST_SEQUENCE);
            TestServer.await("the copy", () -> standby.count(Counter.LAST_SEQUENCE) == last);
            assertEquals(200, standby.get("/healthz").statusCode());
            final HttpResponse<String> ready = standby.get("/readyz");
            assertEquals(503, ready.statusCode());
            assertTrue(ready.body().contains("standby: following " + first + ", at sequence " + last + ", 0 frames behind"), ready.body());
            assertTrue(standby.get("/metrics").body().contains("inkling_follow_frames_behind 0"));
            for (final HttpResponse<String> refused : List.of(standby.post("/v1/events", request(1)), standby.get("/v1/visitors/v1"))) {
                assertEquals(503, refused.statusCode());
                assertTrue(refused.body().contains("see /readyz"), refused.body());
            }
            final HttpResponse<String> alive = standby.post(PROMOTE, "");
            assertEquals(409, alive.statusCode());
            assertTrue(alive.body().contains("has a writer that lives"), alive.body());
            assertEquals(409, primary.post(PROMOTE, "").statusCode());
            assertEquals(405, standby.get(PROMOTE).statusCode());
            // None of this has done anything to either.
            assertTook(EVENTS, 0, primary.post("/v1/events", request(1)));
            assertTrue(standby.server().isFollowing());
        }
        assertEquals(2 * EVENTS, verify(first).events());
    }

    @Test
    void shouldComeToTheSameDigestAndRefuseTheOldOne() {
        try (TestServer standby = followAndStopPrimary()) {
            final Verification.Result expected = verify(first);
            final HttpResponse<String> promoted = standby.post(PROMOTE, "");
            assertEquals(200, promoted.statusCode(), promoted.body());
            assertTrue(promoted.body().contains("\"fenced\":true,\"whole\":true"), promoted.body());
            assertTrue(standby.server().awaitServing());
            assertEquals(200, standby.get("/readyz").statusCode(), standby.get("/readyz").body());
            assertEquals(expected, verify(second));
            assertTrue(expected.decisions() > 0 && expected.divergences() == 0, expected.toString());
            final StartException refused = assertThrows(StartException.class, this::primary);
            assertTrue(refused.getMessage().contains("was taken over at sequence "), refused.getMessage());
            assertTook(0, EVENTS, standby.post("/v1/events", request(3)));
            assertTook(EVENTS, 0, standby.post("/v1/events", request(100)));
            assertTrue(standby.get("/v1/visitors/v1").body().contains("v1"));
            assertEquals(409, standby.post(PROMOTE, "").statusCode());
        }
        assertEquals(0, verify(second).divergences());
        // From now on it is a server as any other, also when it is started as it was at first.
        for (int start = 0; start < 2; start++) {
            try (TestServer again = start == 0 ? TestServer.start(second, "clock", "event") : standby()) {
                assertFalse(again.server().isFollowing());
                assertTook(0, EVENTS, again.post("/v1/events", request(100)));
            }
        }
    }

    private TestServer followAndStopPrimary() {
        try (TestServer primary = primary()) {
            for (int i = 0; i < 10; i++) {
                assertTook(EVENTS, 0, primary.post("/v1/events", request(i)));
            }
            final TestServer standby = standby();
            for (int i = 10; i < 20; i++) {
                assertTook(EVENTS, 0, primary.post("/v1/events", request(i)));
            }
            return standby;
        }
    }

    @Test
    void shouldHoldAllThatWasAcknowledgedWhenTakenOverInTheMidst() throws InterruptedException {
        try (TestServer primary = primary(); TestServer standby = standby()) {
            final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
            final AtomicBoolean refused = new AtomicBoolean();
            final Thread client = new Thread(() -> {
                for (int i = 0; !refused.get(); i++) {
                    final HttpResponse<String> reply = primary.post("/v1/events", request(i));
                    if (isTaken(reply)) {
                        acknowledged.add(i);
                    } else {
                        refused.set(true);
                    }
                }
            });
            client.start();
            TestServer.await("traffic", () -> acknowledged.size() >= 100);
            final HttpResponse<String> promoted = standby.post(PROMOTE + "?force=true", "");
            assertEquals(200, promoted.statusCode(), promoted.body());
            client.join();
            assertTrue(primary.get("/readyz").body().contains("taken over"), primary.get("/readyz").body());
            for (final int i : acknowledged) {
                assertTook(0, EVENTS, standby.post("/v1/events", request(i)));
            }
            // The one that was refused may be there in part, and counts once.
            final int open = acknowledged.size();
            assertTrue(isTaken(standby.post("/v1/events", request(open))));
            assertTook(0, EVENTS, standby.post("/v1/events", request(open)));
        }
        final Verification.Result result = verify(second);
        assertEquals(0, result.divergences(), result.reason());
        assertEquals(0, result.events() % EVENTS);
    }

    @Test
    void shouldGoOnWhereItStoppedAndFollowAPrimaryThatComesBack() {
        for (int round = 0; round < 3; round++) {
            try (TestServer primary = primary(); TestServer standby = standby()) {
                assertTook(EVENTS, 0, primary.post("/v1/events", request(round)));
                final long last = primary.count(Counter.LAST_SEQUENCE);
                TestServer.await("the copy", () -> standby.count(Counter.LAST_SEQUENCE) == last);
            }
        }
        try (TestServer standby = standby()) {
            for (int round = 3; round < 5; round++) {
                try (TestServer primary = primary()) {
                    assertTook(EVENTS, 0, primary.post("/v1/events", request(round)));
                    final long last = primary.count(Counter.LAST_SEQUENCE);
                    TestServer.await("the copy", () -> standby.count(Counter.LAST_SEQUENCE) == last);
                }
            }
            assertEquals(200, standby.post(PROMOTE, "").statusCode());
            assertTook(EVENTS, EVENTS, standby.post("/v1/events", request(4).replace("]", ",") + request(5).substring(1)));
        }
        assertEquals(6 * EVENTS, verify(second).events());
    }

    @Test
    void shouldKeepOnTryingAndTakeOverByForceWhenTheOtherIsGone() throws Exception {
        try (TestServer standby = followAndStopPrimary()) {
            final long last = verify(first).events();
            TestServer.await("the copy", () -> verify(second).events() == last);
            Files.move(first, folder.resolve("gone"));
            final HttpResponse<String> refused = standby.post(PROMOTE, "");
            assertEquals(409, refused.statusCode());
            TestServer.await("a reason", () -> standby.get("/readyz").body().contains("cannot"));
            Files.move(folder.resolve("gone"), first);
            TestServer.await("no reason", () -> !standby.get("/readyz").body().contains("cannot"));
            Files.move(first, folder.resolve("gone"));
            final HttpResponse<String> promoted = standby.post(PROMOTE + "?force=true", "");
            assertTrue(promoted.body().contains("\"fenced\":false,\"whole\":false"), promoted.body());
            assertTook(0, EVENTS, standby.post("/v1/events", request(7)));
        }
    }

    @Test
    void shouldRefuseToBeginWithoutAnythingToFollow() {
        final StartException refused = assertThrows(StartException.class, this::standby);
        assertTrue(refused.getMessage().contains("cannot follow " + first), refused.getMessage());
        assertFalse(Files.exists(second));
    }

    @Test
    void shouldWantTheSecretThatWasGiven() {
        final String secret = "00112233445566778899aabbccddeeff";
        TestServer.start(first, "secret", secret).close();
        final StartException refused = assertThrows(StartException.class, this::standby);
        assertTrue(refused.getMessage().contains("--secret"), refused.getMessage());
        TestServer.start(second, "follow", first.toString(), "secret", secret).close();
    }
}
