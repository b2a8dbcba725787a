package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.perf.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attack on the real server, with processes of their own. */
class CrashCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldRefuseWrongArgumentsBeforeAnythingIsStarted() throws IOException {
        assertEquals(2, run("--rounds", "0"));
        assertEquals(2, run("--durability", "unknown"));
        Files.createFile(folder.resolve("something"));
        assertEquals(2, run("--data", folder.toString()));
        assertTrue(err.toString().contains("is not empty"), err.toString());
    }

    @Test
    @Tag("long")
    void shouldFindEverythingThatWasAcknowledged() {
        assertEquals(0, run("--rounds", "4", "--seed", "7", "--check-every", "2"), () -> out.toString() + err);
        assertTrue(out.toString().contains("rounds       4 of 4, journaled, seed 7"), out.toString());
    }

    @Test
    @Tag("long")
    void shouldReportTheHiddenEventAsLost() {
        assertEquals(1, run("--rounds", "1", "--seed", "9", "--canary", "--data", folder.toString()), () -> out.toString() + err);
        assertTrue(out.toString().contains("lost: event "), out.toString());
        assertEquals(1, out.toString().lines().filter(line -> line.startsWith("lost: ")).count(), out.toString());
    }

    private int run(final String... args) {
        final String[] all = new String[args.length + 1];
        all[0] = "crash";
        System.arraycopy(args, 0, all, 1, args.length);
        return Main.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
