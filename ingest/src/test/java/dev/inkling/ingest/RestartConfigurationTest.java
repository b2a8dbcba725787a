package dev.inkling.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin put in force outlives a restart, unless the start says otherwise. */
class RestartConfigurationTest {
    private static final String RULES = "triggers:\n  - name: always\n    when: session.moments >= 0\n    action: {type: note, id: a}\n";

    @TempDir
    private Path folder;

    private String rulesAfter(final String... settings) {
        try (TestServer server = TestServer.start(folder.resolve("d"), settings)) {
            return server.get("/v1/admin/config/rules").body();
        }
    }

    @Test
    void shouldKeepAnAdminsTextUnlessAFileOrTheDefaultIsAskedFor() throws IOException {
        final String defaults = rulesAfter();
        final String late;
        try (TestServer server = TestServer.start(folder.resolve("d"))) {
            assertEquals(200, server.post("/v1/admin/config?kind=rules", RULES).statusCode());
            late = server.get("/v1/admin/config/engine").body().replace("late_ms: 3600000", "late_ms: 1234");
            assertEquals(200, server.post("/v1/admin/config?kind=engine", late).statusCode());
        }
        assertEquals(RULES, rulesAfter());
        final Path file = Files.writeString(folder.resolve("r.yaml"), RULES + "# file\n");
        assertEquals(RULES + "# file\n", rulesAfter("rules", file.toString()));
        assertEquals(defaults, rulesAfter("rules", "default"));
        try (TestServer server = TestServer.start(folder.resolve("d"))) {
            assertEquals(late, server.get("/v1/admin/config/engine").body());
        }
    }

    @Test
    void shouldWatchNothingWithoutAFile() {
        final StartException refused = assertThrows(StartException.class, () -> TestServer.start(folder.resolve("d"), "watch", "true"));
        assertTrue(refused.getMessage().contains("there is no file to watch"), refused.getMessage());
    }
}
