package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.journal.codec.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo, end to end: a real server, real sockets, a real journal. */
class DemoTest {
    private static final Pattern SENT = Pattern.compile("sent +([\\d,]+) events in .*\\n +over HTTP ([\\d,]+) in");

    @TempDir
    private Path folder;

    @Test
    void shouldSendDecideAndFindEverythingInTheJournal() {
        final Path data = folder.resolve("shop");
        final String text = run(0, "--rate", "300", "--seconds", "2", "--data", data.toString());
        final Matcher sent = SENT.matcher(text);
        assertTrue(sent.find(), text);
        // 300 a second for 2 s.
        assertEquals("600", sent.group(1));
        final JournalCount journal = JournalCount.ofLastEpoch(data);
        assertEquals(Integer.parseInt(sent.group(2)), journal.of(Source.HTTP));
        assertTrue(journal.of(Source.UDP_JSON) > 0 && journal.of(Source.UDP_BINARY) > 0, journal.toString());
        assertTrue(text.contains("./inkling replay verify --data " + data), text);
        assertFalse(text.contains("\u001B"), "no control sequences unless on a terminal");
        text.lines().filter(line -> !line.contains(data.toString())).forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void shouldRunAgainIntoTheSameJournalWithoutDuplicates() {
        final Path data = folder.resolve("shop");
        run(0, "--rate", "200", "--seconds", "1", "--data", data.toString());
        final String text = run(0, "--rate", "200", "--seconds", "1", "--data", data.toString());
        assertTrue(text.contains("duplicates 0, rejected 0, late 0"), text);
    }

    @Test
    void shouldRefuseARateThatMakesNoSense() {
        assertTrue(run(2, "--rate", "0").contains("--rate must be"));
    }

    private static String run(final int expected, final String... args) {
        final StringWriter text = new StringWriter();
        final int code = new CommandLine(new DemoCommand()).setOut(new PrintWriter(text)).setErr(new PrintWriter(text)).execute(args);
        assertEquals(expected, code, text.toString());
        return text.toString();
    }
}
