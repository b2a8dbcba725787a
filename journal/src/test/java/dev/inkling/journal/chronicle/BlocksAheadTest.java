package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another thread writes to the pages that the appender is about to write to, and nobody can tell. */
class BlocksAheadTest {
    private static final int FRAMES = 200_000;
    private static final long BLOCK_BYTES = 256L << 10;

    @TempDir
    Path folder;

    /** Two to four hundred bytes a frame in blocks of 256 KiB: some two hundred times to the very end of a mapping. */
    @Test
    void shouldLeaveEveryFrameAsItWasWritten() throws IOException {
        try (Journal journal = ChronicleJournal.open(folder, new JournalOptions(null, BLOCK_BYTES))) {
            append(journal, FRAMES);
            assertTrue(journal.blocksMapped() > 100, journal.blocksMapped() + " blocks mapped");
            assertSound(readAll(journal, QueueName.EVENTS), FRAMES);
            journal.appender(QueueName.EVENTS).sync();
            append(journal, FRAMES / 10);
        }
        assertSound(readAll(folder, QueueName.EVENTS), FRAMES + FRAMES / 10);
        assertEquals(0, threads());
        // and behind the last frame there is nothing
        try (RandomAccessFile file = new RandomAccessFile(JournalRig.files(folder, QueueName.EVENTS).get(0).toFile(), "r")) {
            final byte[] end = new byte[1 << 16];
            file.seek(file.length() - end.length);
            file.readFully(end);
            for (final byte each : end) {
                assertEquals(0, each);
            }
        }
    }

    @Test
    void shouldEndItsThreadWithTheJournal() {
        for (int i = 0; i < 20; i++) {
            try (Journal journal = ChronicleJournal.open(folder, new JournalOptions(null, BLOCK_BYTES))) {
                append(journal, i % 3);
                assertEquals(QueueName.values().length, threads());
            }
            assertEquals(0, threads());
        }
    }

    /** Of some hundred blocks in a dozen files only those are mapped that are written to, or come next. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldUnmapWhatLiesBehind() throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, new JournalOptions(null, BLOCK_BYTES), () -> now[0])) {
            for (int file = 0; file < 12; file++) {
                append(journal, FRAMES / 12);
                now[0] += 3_600_000L;
            }
            final long start = System.nanoTime();
            // Of the last file: its head, the block with the index, the last one, one before it that was not seen to yet, the next one.
            while (mappedEvents() > 5) {
                assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30), mappedEvents() + " blocks are mapped");
                Thread.onSpinWait();
            }
        }
        assertEquals(0, mappedEvents());
    }

    private long mappedEvents() throws IOException {
        final String files = folder.resolve("events").toString();
        return Files.readAllLines(Path.of("/proc/self/maps")).stream().filter(line -> line.contains(files) && line.endsWith(".cq4"))
            .count();
    }

    private static void append(final Journal journal, final int count) {
        final FrameAppender appender = journal.appender(QueueName.EVENTS);
        for (int i = 0; i < count; i++) {
            final TestFrames.Frame frame = TestFrames.of(0, i);
            appender.append(frame.buffer(), 0, frame.length(), appender.lastSequence() + 1, START);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("inkling-blocks")).count();
    }

    private static void assertSound(final CheckedPoller poller, final long lastSequence) {
        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(lastSequence, poller.lastSequence());
    }
}
