package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.ingest.StartException;
import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than one storefront behind one server, and the engine's settings that a start gives. */
class StorefrontsTest {
    private static final String RULES = """
        triggers:
          - name: outlet_only
            when: moment.name == "search"
            storefront: outlet
            action: {type: note, id: o}
          - name: everywhere
            when: moment.name == "search"
            action: {type: note, id: e}
        """;
    private static final String SEARCH = "{\"visitorId\":\"v\",\"momentType\":\"search\"%s}";

    @TempDir
    private Path folder;

    private Path rules() throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), RULES);
    }

    private static String search(final String more) {
        return SEARCH.formatted(more);
    }

    @Test
    void shouldDecideByTheStorefrontThatRequestOrEventNames() throws IOException {
        try (TestServer server = TestServer.start(folder.resolve("data"), "storefronts", "default, outlet", "rules", rules().toString())) {
            final String none = server.post("/v1/events?decide=true", search("")).body();
            assertTrue(none.contains("everywhere") && !none.contains("outlet"), none);
            final String parameter = server.post("/v1/events?decide=true&storefront=outlet", search("")).body();
            assertTrue(parameter.contains("\"rule\":\"outlet_only\"") && parameter.contains("\"storefront\":\"outlet\""), parameter);
            final String header = server.send("POST", "/v1/events?decide=true", search("").getBytes(StandardCharsets.UTF_8),
                "Inkling-Storefront", "outlet").body();
            assertTrue(header.contains("\"rule\":\"outlet_only\""), header);
            // The event's own word counts before the request's.
            final String own = server.post("/v1/events?decide=true&storefront=outlet", search(",\"storefront\":\"default\"")).body();
            assertFalse(own.contains("outlet"), own);
            // The same id at another storefront is somebody else.
            final String shopper = server.get("/v1/visitors/v").body();
            final String other = server.get("/v1/visitors/v?storefront=outlet").body();
            assertTrue(shopper.contains("\"storefront\":\"default\"") && shopper.contains("\"moments\":2"), shopper);
            assertTrue(other.contains("\"storefront\":\"outlet\"") && other.contains("\"moments\":2"), other);
            assertEquals(404, server.get("/v1/visitors/v?storefront=outlets").statusCode());
        }
    }

    @Test
    void shouldRefuseEachEventOfAStorefrontThatThereIsNot() throws IOException {
        try (TestServer server = TestServer.start(folder.resolve("data"), "storefronts", "default, outlet")) {
            final String one = server.post("/v1/events", "[" + search(",\"storefront\":\"nowhere\"") + "," + search("") + "]").body();
            assertTrue(one.contains("\"accepted\":1") && one.contains(
                "{\"index\":0,\"field\":\"storefront\",\"reason\":\"no storefront has that name\"}"), one);
            final String all = server.post("/v1/events?storefront=nowhere",
                "[" + search("") + "," + search(",\"storefront\":\"outlet\"") + "]").body();
            assertTrue(all.contains("\"accepted\":1") && all.contains("\"index\":0"), all);
            final String type = server.post("/v1/events", search(",\"storefront\":7")).body();
            assertTrue(type.contains("expected a string, found a number"), type);
            TestServer.await("dead letters", () -> server.count(Counter.DEAD_LETTERS) == 3);
        }
    }

    @Test
    void shouldKeepWhatAStartLeavesOutAndTakeWhatItGives() throws IOException {
        final Path data = folder.resolve("data");
        final Path engine = Files.writeString(folder.resolve("engine.yaml"), "session: client\ntimers: 777\nvisitors: 99\nclock: event\n");
        try (TestServer server = TestServer.start(data, "engine", engine.toString(), "storefronts", "default, outlet",
            "rules", rules().toString())) {
            final String text = server.get("/v1/admin/config/engine").body();
            for (final String line : new String[] {"clock: event", "session: client", "visitors: 1024", "cadence: 2048", "timers: 777",
                "visitor_retention_ms: 34214400000", "  - 'outlet'"}) {
                assertTrue(text.contains(line + "\n"), line + " in " + text);
            }
        }
        try (TestServer server = TestServer.start(data, "visitors", "", "visitor-retention-days", "30")) {
            final String text = server.get("/v1/admin/config/engine").body();
            for (final String line : new String[] {"clock: wall", "session: client", "visitors: 1024", "timers: 777",
                "visitor_retention_ms: 2592000000", "  - 'outlet'"}) {
                assertTrue(text.contains(line + "\n"), line + " in " + text);
            }
        }
    }

    @Test
    void shouldNameThePlaceOfAMistakeInTheFile() throws IOException {
        final Path engine = Files.writeString(folder.resolve("engine.yaml"), "clock: wall\nvisitor: 5\n");
        final StartException e =
            assertThrows(StartException.class, () -> TestServer.start(folder.resolve("data"), "engine", engine.toString()));
        assertTrue(e.getMessage().startsWith(engine + ":2:1: unknown key `visitor`"), e.getMessage());
    }
}
