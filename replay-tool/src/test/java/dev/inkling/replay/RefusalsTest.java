package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands refuse: each in one line that says what, and nothing is changed. */
class RefusalsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRefuseAFolderWithoutAJournal() {
        final Path nothing = folder.resolve("nothing");
        assertRefused("no journal in", "verify", "--data", nothing.toString());
        assertRefused("no journal in", "export", "--data", nothing.toString(), "--what", "events", "--out", "-");
        assertFalse(Files.exists(nothing));
    }

    @Test
    void shouldSayWhatThisVersionExports() {
        final String data = folder.toString();
        assertRefused("jsonl of events, decisions and dead-letters, not sessions",
            "export", "--data", data, "--what", "sessions", "--format", "jsonl", "--out", "-");
        assertRefused("not features", "export", "--data", data, "--what", "features", "--out", "-");
        assertRefused("not parquet of events", "export", "--data", data, "--what", "events", "--format", "parquet", "--out", "-");
    }

    @Test
    void shouldRefuseToContinueAJournalThatWasMadeWithOtherSettings() throws Exception {
        final Path data = folder.resolve("data");
        assertEquals(0, Moments.importLines(data, Moments.research(1)).code());
        final String before = Run.of("verify", "--data", data.toString()).lastOutLine();
        final String file = Moments.file(folder, "events.jsonl", Moments.research(2));
        assertRefused("(visitors: 1024, not visitors: 2048)", "import", "--data", data.toString(), "--format", "jsonl", file,
            "--secret", Moments.SECRET, "--visitors", "2048");
        final String rules = Moments.file(folder, "rules.yaml", List.of("triggers:", "  - name: other", "    when: seen(\"hover\")",
            "    action: {type: hint, id: h}"));
        assertRefused("made with another set of rules", "import", "--data", data.toString(), "--format", "jsonl", file,
            "--secret", Moments.SECRET, "--visitors", "1024", "--rules", rules);
        assertEquals(before, Run.of("verify", "--data", data.toString()).lastOutLine());
    }

    @Test
    void shouldRefuseASecretThatIsNotOneOrNotTheFolders() throws Exception {
        final Path data = folder.resolve("data");
        final String file = Moments.file(folder, "events.jsonl", Moments.research(1));
        assertRefused("--secret: expected 32 hex digits", "import", "--data", data.toString(), "--format", "jsonl", file,
            "--secret", "abc");
        assertFalse(Files.exists(data));
        assertEquals(0, Run.of("import", "--data", data.toString(), "--format", "jsonl", file, "--visitors", "1024").code());
        assertRefused("--secret is not that of data folder", "import", "--data", data.toString(), "--format", "jsonl", file,
            "--visitors", "1024", "--secret", Moments.SECRET);
    }

    @Test
    void shouldRefuseBrokenRulesWithTheirPlace() throws Exception {
        final String file = Moments.file(folder, "events.jsonl", Moments.research(1));
        final String rules = Moments.file(folder, "rules.yaml", List.of("triggers:", "  - name: r", "    when: sen(\"hover\")",
            "    action: {type: hint, id: h}"));
        assertRefused("rules.yaml:3:", "import", "--data", folder.resolve("data").toString(), "--format", "jsonl", file,
            "--visitors", "1024", "--rules", rules);
        assertRefused("there is no such file", "import", "--data", folder.resolve("data").toString(), "--format", "jsonl", file,
            "--visitors", "1024", "--rules", folder.resolve("missing.yaml").toString());
        assertRefused("--visitors: expected 64 to 16777216", "import", "--data", folder.resolve("data").toString(),
            "--format", "jsonl", file, "--visitors", "63");
    }

    private static void assertRefused(final String reason, final String... args) {
        final Run run = Run.of(args);
        assertEquals(2, run.code(), run.err());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains(reason), run.err());
        assertFalse(run.err().contains("should not happen"), run.err());
    }
}
