package dev.inkling.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.perf.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rig against the real server. */
class LoadCommandTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindEveryEventAcceptedByTheServerItStarts() throws IOException {
        final Path hdr = folder.resolve("load.hdr");
        final String text = run("load", "--rate", "2000", "--seconds", "0.5", "--warmup", "0.1", "--batch", "10", "--connections", "2",
            "--decide", "--hdr", hdr.toString());
        // 2,000 a second for half a second, ten in a request.
        assertTrue(text.contains("1,000 events in 100 requests"), text);
        assertTrue(text.contains("accepted 1,000, duplicates 0"), text);
        assertTrue(Files.readString(hdr).contains("Interval_Compressed_Histogram"), "the log holds intervals");
    }

    @Test
    void shouldCountOverUdpWhatTheServerTook() throws IOException {
        final String text = run("load", "--rate", "2000", "--seconds", "0.25", "--warmup", "0.1", "--binary", "--frames-per-datagram", "5");
        // 2,000 a second for a quarter of a second, five in a datagram. Loopback loses nothing at this rate.
        assertTrue(text.contains("500 events in 100 datagrams"), text);
        assertTrue(text.contains("datagrams received 100, events accepted 500, duplicates 0, rejected 0"), text);
    }

    private static String run(final String... args) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        assertEquals(0, Main.run(args, new PrintWriter(out), new PrintWriter(err)), out.toString() + err);
        return out.toString();
    }
}
