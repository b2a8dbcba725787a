package dev.inkling.ingest.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed file comes in force; a broken one does not, and is told once. */
class ConfigurationWatchTest {
    private static final String RULES = "triggers:\n  - name: always\n    when: moment.name == \"%s\"\n    action: {type: note, id: a}\n";
    private static final String GUIDE = String.format(RULES, "size_guide");
    private static final String CHART = String.format(RULES, "size_chart");
    private static final String RENAMED = Catalogue.defaultText().replace("name: size_guide", "name: size_chart");
    private static final String BROKEN = "triggers:\n  - nme: x\n";

    @TempDir
    private Path folder;

    private static String rules(final TestServer server) {
        return server.server().pipeline().configuration().texts().rules();
    }

    private Path rulesFile() {
        return folder.resolve("rules.yaml");
    }

    private Path catalogueFile() {
        return folder.resolve("catalogue.yaml");
    }

    /** As editors do: another file takes its place. */
    private static void replace(final Path file, final String text) throws IOException {
        final Path other = Files.writeString(file.resolveSibling(file.getFileName() + "~"), text);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private TestServer server() throws IOException {
        Files.writeString(rulesFile(), GUIDE);
        Files.writeString(catalogueFile(), Catalogue.defaultText());
        return TestServer.start(folder.resolve("d"), "rules", rulesFile().toString(), "catalogue", catalogueFile().toString());
    }

    private ConfigurationWatch watch(final TestServer server) {
        return new ConfigurationWatch(GivenConfiguration.of(TestServer.settings(folder.resolve("d"), "rules", rulesFile().toString(),
            "catalogue", catalogueFile().toString()), EngineSettings.defaults().toText()), server.server().pipeline());
    }

    @Test
    void shouldPutAChangedFileInForce() throws IOException {
        try (TestServer server = server(); ConfigurationWatch watch = watch(server)) {
            assertFalse(watch.look(), "nothing changed");
            final String other = GUIDE + "# other\n";
            replace(rulesFile(), other);
            assertFalse(watch.look());
            assertEquals(other, rules(server));
            Files.writeString(rulesFile(), GUIDE);
            watch.look();
            assertEquals(GUIDE, rules(server));
            assertEquals(List.of(), watch.warnings());
            assertEquals(2, server.count(Counter.CONFIG_RELOADS));
        }
    }

    @Test
    void shouldTellOfABrokenFileOnceAndKeepWhatIsInForce() throws IOException {
        try (TestServer server = server(); ConfigurationWatch watch = watch(server)) {
            replace(rulesFile(), BROKEN);
            assertTrue(watch.look(), "it may be half written");
            assertEquals(List.of(), watch.warnings());
            assertFalse(watch.look());
            final List<String> told = watch.warnings();
            assertTrue(told.get(0).startsWith("a changed file is not in force: " + rulesFile() + ":2:5: "), told.get(0));
            for (int i = 0; i < 3; i++) {
                assertFalse(watch.look());
            }
            assertEquals(told, watch.warnings());
            assertEquals(1, server.count(Counter.CONFIG_FILES_REFUSED));
            assertEquals(GUIDE, rules(server));
            replace(rulesFile(), GUIDE + "# mended\n");
            assertFalse(watch.look());
            assertEquals(GUIDE + "# mended\n", rules(server));
            assertEquals(List.of(), watch.warnings());
        }
    }

    @Test
    void shouldWaitForAFileThatIsHalfWrittenOrAway() throws IOException {
        try (TestServer server = server(); ConfigurationWatch watch = watch(server)) {
            final String whole = GUIDE + "# whole\n";
            Files.writeString(rulesFile(), whole.substring(0, 20));
            assertTrue(watch.look());
            Files.delete(rulesFile());
            watch.look();
            Files.writeString(rulesFile(), whole.substring(0, 30));
            assertTrue(watch.look());
            Files.writeString(rulesFile(), whole);
            assertFalse(watch.look());
            assertEquals(whole, rules(server));
            assertEquals(0, server.count(Counter.CONFIG_FILES_REFUSED));
            assertEquals(0, server.count(Counter.CONFIG_RELOADS_REFUSED));
            Files.delete(rulesFile());
            watch.look();
            watch.look();
            assertTrue(watch.warnings().get(0).contains(rulesFile() + ": cannot be read"), watch.warnings().toString());
            Files.writeString(rulesFile(), whole);
            watch.look();
            assertEquals(List.of(), watch.warnings(), "it is back");
        }
    }

    @Test
    void shouldPutFilesInForceTogetherThatNeedEachOther() throws IOException {
        try (TestServer server = server(); ConfigurationWatch watch = watch(server)) {
            replace(catalogueFile(), RENAMED);
            watch.look();
            watch.look();
            assertEquals(1, watch.warnings().size(), "the rules before do not fit it");
            replace(rulesFile(), CHART);
            watch.look();
            assertEquals(CHART, rules(server));
            assertEquals(RENAMED, server.server().pipeline().configuration().texts().catalogue());
            assertEquals(List.of(), watch.warnings());
        }
    }

    @Test
    void shouldLeaveAnAdminsTextWhereNoFileChanges() throws IOException {
        try (TestServer server = server(); ConfigurationWatch watch = watch(server)) {
            server.post("/v1/admin/config?kind=rules", GUIDE + "# admin\n");
            watch.look();
            assertEquals(GUIDE + "# admin\n", rules(server));
            replace(catalogueFile(), Catalogue.defaultText() + "# other\n");
            watch.look();
            assertEquals(GUIDE + "# admin\n", rules(server));
        }
    }

    @Test
    void shouldWatchAsTheServerRuns() throws IOException {
        Files.writeString(rulesFile(), GUIDE);
        try (TestServer server = TestServer.start(folder.resolve("d"), "rules", rulesFile().toString(), "watch", "true")) {
            replace(rulesFile(), GUIDE + "# other\n");
            TestServer.await("the changed file", () -> rules(server).equals(GUIDE + "# other\n"));
            replace(rulesFile(), BROKEN);
            TestServer.await("the warning", () -> server.get("/readyz").body().contains(rulesFile() + ":2:5: "));
            assertEquals(200, server.get("/readyz").statusCode());
            assertEquals(GUIDE + "# other\n", rules(server));
        }
    }
}
