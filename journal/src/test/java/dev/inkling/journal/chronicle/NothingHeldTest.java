package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was closed holds neither mappings nor files: a process that opens many would run out of either. */
class NothingHeldTest {
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    @Test
    void shouldHoldNothingOnceClosed() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(MAPPINGS), "no " + MAPPINGS + " on this system");
        for (int round = 0; round < 3; round++) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                assertTrue(held().size() > 0, "this test sees nothing of an open journal");
                for (final QueueName queue : QueueName.values()) {
                    append(journal, queue, 1 + 10 * round, 10);
                }
                readAll(journal, QueueName.EVENTS);
            }
            readAll(folder, QueueName.EVENTS);
        }
        final long start = System.nanoTime();
        while (!held().isEmpty() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
            System.gc(); // Some goes with the last who can look at it; Chronicle unmaps on a thread of its own.
        }
        assertEquals(List.of(), held());
    }

    private List<String> held() throws IOException {
        final List<String> held = new ArrayList<>(Files.readAllLines(MAPPINGS));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
            for (final Path file : files) {
                held.add(Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "");
            }
        }
        held.removeIf(line -> !line.contains(folder.toString()));
        return held;
    }
}
