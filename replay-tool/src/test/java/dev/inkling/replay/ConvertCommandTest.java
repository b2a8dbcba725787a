package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that writes a public file as native JSON. */
class ConvertCommandTest {
    private static final String ROWS = """
        1,10,7,pv,1511658000
        1,10,7,gaze,1511658001
        1,10,7,buy,1511658002
        """;

    @TempDir
    private Path folder;
    private Path input;

    @BeforeEach
    void writeRows() throws Exception {
        input = Files.writeString(folder.resolve("rows.csv"), ROWS);
    }

    @Test
    void shouldWriteOneEventALineAndReportBadOnes() throws Exception {
        final Path output = folder.resolve("events.jsonl");
        final Run run = Run.of("convert", "--format", "taobao", input.toString(), "--out", output.toString());
        assertEquals(0, run.code(), run.err());
        final List<String> lines = Files.readAllLines(output);
        assertEquals(2, lines.size());
        assertEquals("line 2: behaviour `gaze` is none of pv, cart, fav, buy", run.errLines().get(0));
        assertEquals("1 bad line", run.errLines().get(1));
        assertEquals(List.of(), run.outLines());
    }

    @Test
    void shouldReadGzipByItsMagicAndStandardInput() throws Exception {
        final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        final Run plain = Run.of("convert", "--format", "taobao", input.toString(), "--out", "-");
        final Run piped = Run.withInput(zipped.toByteArray(), "convert", "--format", "taobao", "-", "--out", "-");
        assertEquals(2, plain.outLines().size());
        assertEquals(plain.outLines(), piped.outLines());
    }

    @Test
    void shouldStopAtTheLimit() {
        final Run run = Run.of("convert", "--format", "taobao", input.toString(), "--out", "-", "--limit", "1");
        assertEquals(1, run.outLines().size());
    }

    @Test
    void shouldLeaveNothingBehindWhenTheFileEndsTooEarly() throws Exception {
        final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        final Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 12));
        final Path output = Files.writeString(folder.resolve("kept.jsonl"), "old");
        final Run run = Run.of("convert", "--format", "taobao", cut.toString(), "--out", output.toString());
        assertEquals(2, run.code());
        assertEquals("old", Files.readString(output));
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheCommand() {
        for (final String[] args : new String[][] {
            {"convert", "--format", "taobao", folder.resolve("missing").toString(), "--out", "-"},
            {"convert", "--format", "taobao", folder.toString(), "--out", "-"},
            {"convert", "--format", "xml", input.toString(), "--out", "-"},
            {"convert", "--format", "taobao", input.toString(), "--out", folder.resolve("no/where").toString()},
            {"convert", "--format", "taobao", input.toString()},
            {"divert"},
            {}}) {
            final Run run = Run.of(args);
            assertEquals(2, run.code(), run.err());
            assertEquals(1, run.errLines().size(), run.err());
            assertFalse(run.err().contains("Exception"), run.err());
        }
    }
}
