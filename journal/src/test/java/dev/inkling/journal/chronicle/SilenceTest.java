package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.core.analytics.AnalyticsFacade;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal calls nobody. Run in a JVM of its own, without the switches that the build's tests have. */
class SilenceTest {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    /** Writes and reads a journal, then tells what it has open. */
    static final class WritesAndReads {
        private WritesAndReads() {
        }

        public static void main(final String[] arguments) throws IOException {
            final Path folder = Path.of(arguments[0]);
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                append(journal, QueueName.EVENTS, 1, 1000);
                final long last = readAll(journal, QueueName.EVENTS).lastSequence();
                System.out.print("last=" + last + " sockets=" + sockets() + " analytics=" + AnalyticsFacade.isEnabled());
            }
        }

        /** Sockets of the network. The JDK's file channels hold half a pair of UNIX sockets, which lead nowhere. */
        private static long sockets() throws IOException {
            final Set<String> network = new HashSet<>();
            for (final String protocol : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
                final Path table = Path.of("/proc/self/net", protocol);
                if (Files.exists(table)) {
                    for (final String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
                        network.addAll(List.of(line.trim().split("\\s+")));
                    }
                }
            }
            long sockets = 0;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
                for (final Path file : files) {
                    final String target = Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "";
                    if (target.startsWith("socket:[") && network.contains(target.replaceAll("\\D", ""))) {
                        sockets++;
                    }
                }
            }
            return sockets;
        }
    }

    @Test
    void shouldOpenNoSocketAndPrintNothing() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isDirectory(OPEN_FILES), "no " + OPEN_FILES + " on this system");
        final ChildJvm.Result child = ChildJvm.run(WritesAndReads.class, folder.toString());
        // From JDK 24 on the JVM itself warns, in such lines, of Unsafe and of native access.
        final String printed = child.output().replaceAll("(?m)^WARNING: .*\\R", "").strip();
        assertEquals("last=1000 sockets=0 analytics=false", printed);
        assertEquals(0, child.exitCode());
    }
}
