package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.files;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What snapshots stand on is on the medium before anything is removed on their word: with `journaled` nobody else syncs it. */
class RetentionSyncTest {
    private static final long HOUR_MS = 3_600_000L;
    private static final int HOURS = 4;

    @TempDir
    private Path folder;
    private final AtomicLong now = new AtomicLong(START);
    private final List<Path> synced = new ArrayList<>();
    private final AtomicBoolean isRefused = new AtomicBoolean();
    private final FileSync.Medium medium = new FileSync.Medium() {
        @Override
        public void syncFile(final RandomAccessFile open, final File file) throws IOException {
            note(file);
        }

        @Override
        public void syncFolder(final File of) throws IOException {
            note(of);
        }

        private void note(final File what) throws IOException {
            if (isRefused.get()) {
                throw new IOException("I/O error");
            }
            assertFalse(Files.exists(folder.resolve(RetentionFile.NAME)), "before it is recorded where the queues begin");
            synced.add(what.toPath());
        }
    };

    @BeforeEach
    void makeJournal() {
        try (ChronicleJournal journal = open()) {
            for (int hour = 1; hour <= HOURS; hour++) {
                for (final QueueName queue : QueueName.values()) {
                    append(journal, queue, hour, 1);
                }
                now.addAndGet(hour < HOURS ? HOUR_MS : 0L);
            }
        }
    }

    @Test
    void shouldSyncAllThatStaysBeforeAnythingIsRecordedOrRemoved() throws IOException {
        try (ChronicleJournal journal = open()) {
            final List<Path> removed = new ArrayList<>();
            final Retention retention = retention(journal, new RetentionLimits(0, 1L), removed);
            // Of each queue all but the file that is written to.
            assertEquals(3 * (HOURS - 1), retention.run(last(journal, QueueName.EVENTS), last(journal, QueueName.DECISIONS)).files());
            assertEquals(3 * (HOURS - 1), removed.size());
            for (final QueueName queue : QueueName.values()) {
                assertTrue(synced.containsAll(files(folder, queue)), queue + " of " + synced);
                final Path names = folder.resolve(queue.folder());
                assertTrue(synced.indexOf(names) > synced.indexOf(files(folder, queue).get(0)), "a folder after its files: " + synced);
            }
        }
    }

    @Test
    void shouldSyncNothingWhenNothingGoes() {
        try (ChronicleJournal journal = open()) {
            retention(journal, new RetentionLimits(0, Long.MAX_VALUE), new ArrayList<>()).run(last(journal, QueueName.EVENTS),
                last(journal, QueueName.DECISIONS));
            assertEquals(List.of(), synced);
        }
    }

    /** The system tells of pages that it could not write once, and then that all is well. */
    @Test
    void shouldRemoveNothingWhenTheMediumRefusedOnce() throws IOException {
        try (ChronicleJournal journal = open()) {
            final List<Path> removed = new ArrayList<>();
            final Retention retention = retention(journal, new RetentionLimits(0, 1L), removed);
            isRefused.set(true);
            assertThrows(JournalException.class, () -> retention.run(last(journal, QueueName.EVENTS), last(journal, QueueName.DECISIONS)));
            isRefused.set(false);
            assertThrows(JournalException.class, () -> retention.run(last(journal, QueueName.EVENTS), last(journal, QueueName.DECISIONS)));
            assertEquals(List.of(), removed);
            assertFalse(Files.exists(folder.resolve(RetentionFile.NAME)));
            assertEquals(HOURS, files(folder, QueueName.EVENTS).size());
        }
    }

    /** An old file is written to no more. */
    @Test
    void shouldSyncAnOldFileOnce() throws IOException {
        final FolderSync sync = new FolderSync(folder, medium);
        sync.sync();
        synced.clear();
        sync.sync();
        for (final QueueName queue : QueueName.values()) {
            final List<Path> all = files(folder, queue);
            assertFalse(synced.contains(all.get(0)));
            assertFalse(synced.contains(all.get(HOURS - 3)));
            assertTrue(synced.contains(all.get(HOURS - 2)), "the writer may be about to leave it");
            assertTrue(synced.contains(all.get(HOURS - 1)));
        }
        new FolderSync(folder.resolve("not-there"), medium).sync();
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(folder, SMALL, now::get);
    }

    private Retention retention(final ChronicleJournal journal, final RetentionLimits limits, final List<Path> removed) {
        return new Retention(journal, limits, now::get, file -> {
            assertFalse(synced.isEmpty());
            Files.delete(file);
            removed.add(file);
        }, medium);
    }

    private static FramePosition last(final ChronicleJournal journal, final QueueName queue) {
        try (CheckedPoller poller = CheckedPoller.fromFirst(journal, queue)) {
            boolean more = poller.poll();
            while (more) {
                more = poller.poll();
            }
            return poller.position();
        }
    }
}
