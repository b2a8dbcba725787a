package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on disk: what is appended is read again, by this writer, the next one, and readers beside it. */
class ChronicleJournalTest {
    private static final long HOUR_MS = 3_600_000L;

    @TempDir
    Path folder;

    @Test
    void shouldGoOnWhereTheLastWriterEnded() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                assertEquals(epoch, journal.epoch());
                final long before = journal.appender(QueueName.EVENTS).lastSequence();
                assertEquals((epoch - 1) * 1000L, before);
                append(journal, QueueName.EVENTS, before + 1, 1000);
                append(journal, QueueName.DECISIONS, before + 1, 1);
                assertEquals(before + 1000, readAll(journal, QueueName.EVENTS).lastSequence());
            }
        }
        try (Journal reader = ChronicleJournal.openForReading(folder)) {
            assertEquals(0, reader.epoch());
            final CheckedPoller events = readAll(reader, QueueName.EVENTS);
            assertEquals(FrameVerdict.OK, events.verdict());
            assertEquals(3000L, events.lastSequence());
            assertEquals(0L, events.cutFrames());
            assertEquals(2001L, readAll(reader, QueueName.DECISIONS).lastSequence());
            assertEquals(0L, readAll(reader, QueueName.DEAD_LETTERS).lastSequence());
            assertThrows(JournalException.class, () -> reader.appender(QueueName.EVENTS));
        }
    }

    @Test
    void shouldShowFramesToAReaderBesideTheWriter() {
        try (Journal journal = ChronicleJournal.open(folder, SMALL); Journal reader = ChronicleJournal.openForReading(folder);
            CheckedPoller poller = new CheckedPoller(reader.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            assertFalse(poller.poll());
            // 256 KiB blocks: 5,000 frames of about 150 bytes go through three of them.
            for (int n = 1; n <= 5000; n++) {
                append(journal, QueueName.EVENTS, n, 1);
                assertTrue(poller.poll(), "frame " + n);
                assertFalse(poller.poll());
                assertEquals(n, poller.lastSequence());
            }
            assertEquals(FrameVerdict.OK, poller.verdict());
        }
    }

    @Test
    void shouldRollFilesAndNeverGoBack() throws IOException {
        final AtomicLong now = new AtomicLong(START);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 10);
            now.addAndGet(HOUR_MS);
            append(journal, QueueName.EVENTS, 11, 10);
            now.addAndGet(-2 * HOUR_MS);
            append(journal, QueueName.EVENTS, 21, 10);
            journal.appender(QueueName.EVENTS).sync();
            assertEquals(2, JournalRig.files(folder, QueueName.EVENTS).size());
        }
        // A start with the clock still behind goes on in the newest file.
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 31, 10);
            now.addAndGet(6 * HOUR_MS);
            append(journal, QueueName.EVENTS, 41, 10);
            assertEquals(3, JournalRig.files(folder, QueueName.EVENTS).size());
            final CheckedPoller events = readAll(journal, QueueName.EVENTS);
            assertEquals(FrameVerdict.OK, events.verdict());
            assertEquals(50L, events.lastSequence());
        }
        now.addAndGet(HOUR_MS);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            assertEquals(50L, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 51, 1);
        }
        try (Journal reader = ChronicleJournal.openForReading(folder)) {
            assertEquals(51L, readAll(reader, QueueName.EVENTS).lastSequence());
        }
    }

    @Test
    void shouldRefuseASecondWriter() {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                final JournalException refused =
                    assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
                assertTrue(refused.getMessage().contains("is held by process " + ProcessHandle.current().pid()),
                    refused.getMessage());
            }
            append(journal, QueueName.EVENTS, 1, 1);
        }
        ChronicleJournal.open(folder, SMALL).close();
    }

    @Test
    void shouldRefuseOtherOptionsThanThoseRecorded() {
        ChronicleJournal.open(folder, SMALL).close();
        ChronicleJournal.open(folder, JournalOptions.defaults()).close();
        assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, new JournalOptions("FAST_DAILY", 0L)));
        assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, new JournalOptions(null, 1L << 20)));
    }

    @Test
    void shouldRefuseANewerFormat() throws IOException {
        ChronicleJournal.open(folder, SMALL).close();
        final Path settings = folder.resolve("journal.properties");
        Files.writeString(settings, Files.readString(settings).replace("format=1", "format=2"));
        final JournalException newer = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
        assertTrue(newer.getMessage().contains("format 2"), newer.getMessage());
        assertThrows(JournalException.class, () -> ChronicleJournal.openForReading(folder));
    }

    @Test
    void shouldChangeNothingWhenOpenedForReading() throws IOException {
        final JournalException none = assertThrows(JournalException.class, () -> ChronicleJournal.openForReading(folder));
        assertTrue(none.getMessage().contains("no journal in " + folder), none.getMessage());
        assertEquals(0L, count(folder));

        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 3);
        }
        final String before = FolderContent.digest(folder);
        try (Journal reader = ChronicleJournal.openForReading(folder)) {
            assertEquals(3L, readAll(reader, QueueName.EVENTS).lastSequence());
            assertEquals(0L, readAll(reader, QueueName.DECISIONS).lastSequence());
        }
        assertEquals(before, FolderContent.digest(folder));
    }

    @Test
    void shouldCountTheEpochFromTheFramesWhenItsFileIsLost() throws IOException {
        for (int i = 1; i <= 2; i++) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                append(journal, QueueName.EVENTS, i, 1);
            }
        }
        Files.delete(folder.resolve("epoch"));
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            assertEquals(3, journal.epoch());
        }
    }

    private static long count(final Path of) throws IOException {
        try (var stream = Files.list(of)) {
            return stream.count();
        }
    }
}
