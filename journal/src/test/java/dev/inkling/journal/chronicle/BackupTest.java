package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.SecretFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was copied from a folder, in use or not, is its journal up to a point, and goes on from there. */
class BackupTest {
    private static final long HOUR_MS = 3_600_000L;

    @TempDir
    private Path temp;
    private Path data;
    private Path backup;
    private Path restored;
    private final AtomicLong now = new AtomicLong(START);

    @BeforeEach
    void setFolders() {
        data = temp.resolve("data");
        backup = temp.resolve("backup");
        restored = temp.resolve("restored");
    }

    @Test
    void shouldBringBackAFolderThatIsNotInUse() throws IOException {
        try (Journal journal = ChronicleJournal.open(data, SMALL, now::get)) {
            appendHours(journal, 3, 1000);
        }
        final String secret = SecretFile.settle(data, "", false);
        Files.createDirectory(data.resolve("snapshots"));
        Files.writeString(data.resolve("snapshots").resolve("7.snapshot"), "state");
        final AtomicLong bytes = new AtomicLong();
        final Backup.Result made = Backup.copy(data, backup, bytes::addAndGet);
        assertEquals(Backup.bytesOf(data) - tables(data) + small(data), bytes.get());
        assertEquals(3000L, made.sequence());
        assertEquals(3000L, made.decided());
        assertEquals(3000L, readAll(backup, QueueName.EVENTS).lastSequence());
        assertEquals(made, Backup.restore(backup, restored, ignored -> { }));

        assertEquals(secret, SecretFile.settle(restored, "", false));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve(SecretFile.NAME))));
        assertEquals("state", Files.readString(restored.resolve("snapshots").resolve("7.snapshot")));
        for (final QueueName queue : QueueName.values()) {
            assertEquals(positions(data, queue), positions(restored, queue));
        }
        try (Journal journal = ChronicleJournal.open(restored, JournalOptions.defaults(), now::get)) {
            assertEquals(2, journal.epoch());
            append(journal, QueueName.EVENTS, 3001, 10);
        }
        assertWhole(restored, QueueName.EVENTS, 3010L);
        assertFalse(Files.exists(restored.resolve("events.mending")));
    }

    @Test
    void shouldCopyAnEmptyJournal() {
        ChronicleJournal.open(data, SMALL).close();
        assertEquals(0L, Backup.copy(data, backup, ignored -> { }).sequence());
        Backup.restore(backup, restored, ignored -> { });
        try (Journal journal = ChronicleJournal.open(restored, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 1);
        }
        assertWhole(restored, QueueName.EVENTS, 1L);
    }

    @Test
    void shouldCopyUpToAPointWhileAWriterAppendsAndRolls() throws IOException {
        try (Journal journal = ChronicleJournal.open(data, SMALL, now::get)) {
            appendHours(journal, 2, 1000);
            final AtomicLong last = new AtomicLong(2000);
            // Between any two files or chunks that are read: ten more events are decided, now and then in a new file.
            final Backup.Result made = Backup.copy(data, backup, read -> {
                if (last.get() % 30 == 0) {
                    now.addAndGet(HOUR_MS);
                }
                append(journal, QueueName.EVENTS, last.get() + 1, 10);
                append(journal, QueueName.DECISIONS, last.get() + 1, 10);
                last.addAndGet(10);
            });
            assertTrue(made.decided() >= 2000 && made.decided() < made.sequence() && made.sequence() < last.get(), made.toString());
            Backup.restore(backup, restored, ignored -> { });
            assertWhole(restored, QueueName.EVENTS, made.sequence());
            assertWhole(restored, QueueName.DECISIONS, made.decided());
            for (final QueueName queue : QueueName.values()) {
                final List<FramePosition> copied = positions(restored, queue);
                assertEquals(positions(data, queue).subList(0, copied.size()), copied);
            }
        }
        try (Journal journal = ChronicleJournal.open(restored, SMALL, now::get)) {
            final long last = journal.appender(QueueName.EVENTS).lastSequence();
            append(journal, QueueName.EVENTS, last + 1, 100);
            now.addAndGet(HOUR_MS);
            append(journal, QueueName.EVENTS, last + 101, 100);
            assertEquals(last + 200, readAll(journal, QueueName.EVENTS).lastSequence());
        }
    }

    @Test
    void shouldCopyWhileAnotherThreadAppends() throws InterruptedException {
        try (Journal journal = ChronicleJournal.open(data, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 1);
            final AtomicBoolean isOver = new AtomicBoolean();
            final Thread writer = new Thread(() -> {
                for (long n = 2; !isOver.get(); n++) {
                    append(journal, QueueName.EVENTS, n, 1);
                    append(journal, QueueName.DECISIONS, n, 1);
                    if (n % 10_000 == 0) {
                        now.addAndGet(HOUR_MS);
                    }
                }
            });
            writer.start();
            try {
                for (int round = 0; round < 3; round++) {
                    final Path to = temp.resolve("round-" + round);
                    final Backup.Result made = Backup.copy(data, to, ignored -> { });
                    assertWhole(to, QueueName.EVENTS, made.sequence());
                    assertWhole(to, QueueName.DECISIONS, made.decided());
                    assertTrue(made.decided() <= made.sequence(), made.toString());
                    Backup.restore(to, temp.resolve("restored-" + round), ignored -> { });
                    ChronicleJournal.open(temp.resolve("restored-" + round), SMALL, now::get).close();
                    assertWhole(temp.resolve("restored-" + round), QueueName.EVENTS, made.sequence());
                }
            } finally {
                isOver.set(true);
                writer.join();
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoWholeBackup() throws IOException {
        try (Journal journal = ChronicleJournal.open(data, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 10);
        }
        assertRefused("is no whole backup", () -> Backup.restore(data, restored, ignored -> { }));
        assertRefused("lies in", () -> Backup.copy(data, data.resolve("events").resolve("copy"), ignored -> { }));
        assertThrows(StopException.class, () -> Backup.copy(data, backup, read -> {
            throw new StopException();
        }));
        assertRefused("never finished", () -> Backup.restore(backup, restored, ignored -> { }));
        assertRefused("never finished", () -> ChronicleJournal.open(backup, SMALL));
        assertRefused("is not empty", () -> Backup.copy(data, backup, ignored -> { }));

        final Path second = temp.resolve("second");
        Backup.copy(data, second, ignored -> { });
        assertRefused("is a backup", () -> ChronicleJournal.open(second, SMALL));
        assertRefused("is not empty", () -> Backup.restore(second, data, ignored -> { }));
        assertThrows(StopException.class, () -> Backup.restore(second, restored, read -> {
            throw new StopException();
        }));
        assertRefused("never finished", () -> ChronicleJournal.open(restored, SMALL));
        assertRefused("never finished", () -> ChronicleJournal.openForReading(restored));
        JournalRig.damage(second, QueueName.EVENTS, 5);
        assertRefused("no longer what was backed up", () -> Backup.restore(second, temp.resolve("third"), ignored -> { }));
        assertRefused("never finished", () -> ChronicleJournal.open(temp.resolve("third"), SMALL));
    }

    @Test
    void shouldRefuseAFolderThatIsTornOrStartedMeanwhile() throws IOException {
        try (Journal journal = ChronicleJournal.open(data, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 10);
        }
        assertRefused("was started on", () -> Backup.copy(data, backup, read -> ChronicleJournal.open(data, SMALL, now::get).close()));
        JournalRig.damage(data, QueueName.EVENTS, 10);
        final Path second = temp.resolve("second");
        assertRefused("ends as a crash left it", () -> Backup.copy(data, second, ignored -> { }));
        ChronicleJournal.open(data, SMALL, now::get).close();
        final Path third = temp.resolve("third");
        // Nine stand, and a void frame took back the tenth.
        assertEquals(10L, Backup.copy(data, third, ignored -> { }).sequence());
        assertEquals(1L, readAll(third, QueueName.EVENTS).cutFrames());
    }

    @Test
    void shouldCopyWhatAKilledWriterLeft() throws IOException, InterruptedException {
        assertEquals(9, ChildJvm.run(CrashTest.DiesInAnAppend.class, data.toString()).exitCode());
        assertEquals(100L, Backup.copy(data, backup, ignored -> { }).sequence());
        assertWhole(backup, QueueName.EVENTS, 100L);
    }

    /** As one mounted read-only, or another user's: no lock can be made there, and none is needed. */
    @Test
    void shouldCopyAFolderThatCanOnlyBeRead() throws IOException {
        try (Journal journal = ChronicleJournal.open(data, SMALL, now::get)) {
            appendHours(journal, 2, 10);
        }
        setWritable(false);
        try {
            assumeFalse(Files.isWritable(data), "who may do everything cannot try this");
            assertEquals(20L, Backup.copy(data, backup, bytes -> { }).sequence());
            assertRefused("began to remove old files", () -> Backup.copy(data, temp.resolve("raced"), bytes -> makeKeepLock()));
            assertTrue(Files.exists(data.resolve(KeepLock.FILE)));
            assertEquals(20L, Backup.copy(data, temp.resolve("locked"), bytes -> { }).sequence());
        } finally {
            setWritable(true);
        }
        assertWhole(temp.resolve("locked"), QueueName.EVENTS, 20L);
    }

    @Test
    void shouldShareTheLockOnOldFilesWithNobodyWhoRemovesThem() throws IOException {
        Files.createDirectory(data);
        assertThrows(NoSuchFileException.class, () -> KeepLock.tryShare(data));
        try (KeepLock taken = KeepLock.tryTake(data)) {
            assertNotNull(taken);
            assertNull(KeepLock.tryShare(data));
        }
        try (KeepLock shared = KeepLock.tryShare(data)) {
            assertNotNull(shared);
            assertNull(KeepLock.tryTake(data));
        }
    }

    /** The owner begins to remove files, whom the reader cannot lock out. */
    private void makeKeepLock() {
        try {
            if (!Files.exists(data.resolve(KeepLock.FILE))) {
                assertTrue(data.toFile().setWritable(true));
                Files.createFile(data.resolve(KeepLock.FILE)).toFile().setWritable(false);
                assertTrue(data.toFile().setWritable(false));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setWritable(final boolean isWritable) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            all.forEach(path -> assertTrue(path.toFile().setWritable(isWritable)));
        }
    }

    private void appendHours(final Journal journal, final int hours, final int each) {
        for (int hour = 0; hour < hours; hour++) {
            append(journal, QueueName.EVENTS, hour * each + 1, each);
            append(journal, QueueName.DECISIONS, hour * each + 1, each);
            append(journal, QueueName.DEAD_LETTERS, hour * each + 1, each);
            now.addAndGet(HOUR_MS);
        }
    }

    private static List<FramePosition> positions(final Path folder, final QueueName queue) {
        final List<FramePosition> positions = new ArrayList<>();
        try (Journal journal = ChronicleJournal.openForReading(folder);
            CheckedPoller poller = new CheckedPoller(journal.poller(queue), queue)) {
            while (poller.poll()) {
                positions.add(poller.position());
            }
        }
        return positions;
    }

    private static void assertWhole(final Path folder, final QueueName queue, final long lastSequence) {
        final CheckedPoller poller = readAll(folder, queue);
        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(lastSequence, poller.lastSequence());
    }

    private static void assertRefused(final String why, final Runnable what) {
        final JournalException refusal = assertThrows(JournalException.class, what::run);
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    /** Chronicle's tables are made anew, and not read. */
    private static long tables(final Path folder) throws IOException {
        long bytes = 0;
        for (final QueueName queue : QueueName.values()) {
            bytes += Files.size(folder.resolve(queue.folder()).resolve("metadata.cq4t"));
        }
        return bytes;
    }

    private static long small(final Path folder) throws IOException {
        long bytes = 0;
        for (final String file : List.of(JournalSettings.FILE, SecretFile.NAME, SecretFile.CHECK_NAME, EpochFile.FILE)) {
            bytes += Files.size(folder.resolve(file));
        }
        return bytes;
    }

    /** What makes a copy end before it is whole. */
    private static final class StopException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
