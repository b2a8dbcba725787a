package dev.inkling.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

/** The front door of the benchmarks' jar. */
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPrintUsage() {
        assertEquals(0, run("help"));
        assertTrue(out.toString().contains("load") && out.toString().contains("JMH"), out.toString());
        assertEquals(0, run("load", "--help"));
        assertTrue(out.toString().contains("--frames-per-datagram"), out.toString());
    }

    @Test
    void shouldRefuseWrongArgumentsWithoutATrace() {
        assertEquals(2, run("load", "--rate", "0"));
        assertTrue(err.toString().startsWith("--rate must be above 0"), err.toString());
        assertEquals(2, run("load", "--udp", "nowhere"));
        assertTrue(!err.toString().contains("\tat "), err.toString());
    }

    @Test
    void shouldOpenInForksWhatTheManifestOpens() throws IOException {
        final String[] args = Main.withOpens(new String[] {"Frame"});
        assertEquals("Frame", args[0]);
        assertEquals("-jvmArgsAppend", args[1]);
        final String manifest = System.getProperty("manifest.add.opens");
        for (final String module : manifest.split(" ")) {
            assertTrue(Arrays.asList(args[2].split(" ")).contains("--add-opens=" + module + "=ALL-UNNAMED"), module);
        }
    }

    @Test
    void shouldLetTheUsersOwnFlagsComeLast() throws IOException {
        final String[] args = Main.withOpens(new String[] {"-jvmArgsAppend", "-Xmx5g -XX:+UseParallelGC", "Frame"});
        assertEquals("Frame", args[0]);
        assertEquals("-jvmArgsAppend", args[1]);
        assertTrue(args[2].endsWith(" -Xmx5g -XX:+UseParallelGC"), args[2]);
        assertEquals(3, args.length);
    }

    @Test
    void shouldHoldTheListOfBenchmarksOnEveryJdk() throws IOException {
        try (InputStream list = Main.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            final String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            for (final String name : new String[] {"Frame", "Json", "JournalAppend", "Pipeline", "Processor", "RingHop", "SessionLookup"}) {
                assertTrue(text.contains("dev.inkling.perf.jmh." + name + "Benchmark"), name);
            }
        }
    }

    private int run(final String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
