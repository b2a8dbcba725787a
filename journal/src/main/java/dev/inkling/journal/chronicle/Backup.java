package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.SecretFile;

/**
 * Copies of whole data folders, each as of one moment, while a server writes there or not. The writer is neither held up nor asked.
 *
 * <p>A copy holds every decision that was journaled when the copying of decisions ended, and all events up to then and some more: what
 * those bring is decided anew at the start, as after a crash. Snapshots are copied first, so the frames they lead to are in the copy too;
 * meanwhile no old file is removed.
 */
public final class Backup {
    private static final List<String> SMALL_FILES = List.of(JournalSettings.FILE, SecretFile.NAME, SecretFile.CHECK_NAME, EpochFile.FILE,
        RetentionFile.NAME);
    private static final String SNAPSHOTS = "snapshots";
    private static final String SNAPSHOT_FILES = "*.snapshot";
    private static final int LOCK_TRIES = 600;
    private static final long LOCK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path from;
    private final Path to;
    private final FileCopy copier;
    private final Map<String, FileCopy.Content> content = new TreeMap<>();

    /**
     * What a backup holds.
     *
     * @param sequence of its last event, 0 when it has none
     * @param decided  sequence of its last decision or checkpoint, 0 when it has none
     * @param bytes    of all its files
     */
    public record Result(long sequence, long decided, long bytes) {
    }

    private Backup(final Path from, final Path to, final LongConsumer onBytes) {
        this.from = from;
        this.to = to;
        copier = new FileCopy(onBytes);
    }

    /**
     * Copies a data folder. Any thread; reads some hundred MB a second.
     *
     * @param dataFolder to copy, in use or not
     * @param target     empty, or not there
     * @param onBytes    told how many more bytes were read, of {@link #bytesOf}
     * @return what was copied, on disk
     * @throws JournalException when there is no journal or it is damaged, the target holds anything, a writer was started meanwhile, or a
     *                          file cannot be read or written; then the target is no backup, and nothing will take it for one
     */
    public static Result copy(final Path dataFolder, final Path target, final LongConsumer onBytes) {
        UnfinishedMark.requireNone(dataFolder);
        try {
            beginIn(target, dataFolder, "being copied from " + dataFolder);
            final BackupFile made = new Backup(dataFolder, target, onBytes).copyAll();
            made.write(target);
            UnfinishedMark.remove(target);
            return result(made);
        } catch (final IOException e) {
            throw new JournalException("cannot copy " + dataFolder + " to " + target + ": " + e, e);
        }
    }

    /**
     * Makes a data folder of a backup. The next start there raises the epoch, as each does.
     *
     * @param backup     whole
     * @param dataFolder empty, or not there
     * @param onBytes    told how many more bytes were read, of {@link #bytesOf}
     * @return what was copied, on disk
     * @throws JournalException when the backup is not whole or no longer what it was, the folder holds anything, or a file cannot be read
     *                          or written; then no server will start on the folder
     */
    public static Result restore(final Path backup, final Path dataFolder, final LongConsumer onBytes) {
        try {
            final BackupFile made = require(backup);
            beginIn(dataFolder, backup, "being restored from " + backup);
            new Backup(backup, dataFolder, onBytes).restoreAll(made);
            UnfinishedMark.remove(dataFolder);
            return result(made);
        } catch (final IOException e) {
            throw new JournalException("cannot restore " + backup + " to " + dataFolder + ": " + e, e);
        }
    }

    /**
     * How much there is to read.
     *
     * @param folder a data folder or a backup
     * @return bytes of its journal and snapshots
     * @throws JournalException when it cannot be read
     */
    public static long bytesOf(final Path folder) {
        try {
            long bytes = 0;
            for (final QueueName name : QueueName.values()) {
                for (final Path file : Leftovers.files(folder.resolve(name.folder()), "")) {
                    bytes += Files.size(file);
                }
            }
            for (final Path file : snapshots(folder)) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (final IOException e) {
            throw new JournalException("cannot read " + folder + ": " + e, e);
        }
    }

    /**
     * Whether a folder is a whole backup.
     *
     * @param folder to look into
     * @return true when it is
     */
    public static boolean isOne(final Path folder) {
        return BackupFile.isIn(folder) && !UnfinishedMark.isIn(folder);
    }

    /** Refuses to write to a backup, which must stay what it is. */
    static void requireNone(final Path dataFolder) {
        if (BackupFile.isIn(dataFolder)) {
            throw new JournalException(dataFolder + " is a backup: restore it to a folder of its own, and start there");
        }
    }

    private static BackupFile require(final Path backup) throws IOException {
        if (!isOne(backup)) {
            throw new JournalException(backup + " is no whole backup: "
                + (UnfinishedMark.isIn(backup) ? "it was never finished" : "it has no " + BackupFile.NAME));
        }
        return BackupFile.read(backup);
    }

    private static Result result(final BackupFile made) {
        return new Result(made.sequence(), made.decided(),
            made.files().values().stream().mapToLong(FileCopy.Content::usedBytes).sum());
    }

    private static void beginIn(final Path target, final Path source, final String what) throws IOException {
        final Path absolute = target.toAbsolutePath().normalize();
        if (absolute.startsWith(source.toAbsolutePath().normalize())) {
            throw new JournalException(target + " lies in " + source + ": take a folder outside of it");
        }
        Files.createDirectories(absolute);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(absolute)) {
            if (files.iterator().hasNext()) {
                throw new JournalException(target + " is not empty: take a new folder, nothing is written over");
            }
        }
        UnfinishedMark.set(absolute, what);
    }

    private BackupFile copyAll() throws IOException {
        final Path file = from.resolve(KeepLock.FILE);
        final boolean isThere = Files.exists(file);
        if (isThere || Files.isWritable(from)) {
            return copyUnder(takeLock(Files.isWritable(isThere ? file : from) ? KeepLock::tryTake : KeepLock::tryShare));
        }
        // Nobody has ever removed files here; where the folder is read-only for this user alone, somebody may begin to.
        final BackupFile made = copyLocked();
        if (Files.exists(file)) {
            throw new JournalException("a server began to remove old files of " + from + " while it was copied: delete " + to
                + ", and copy again");
        }
        return made;
    }

    private BackupFile copyUnder(final KeepLock lock) throws IOException {
        try {
            return copyLocked();
        } finally {
            lock.close();
        }
    }

    private BackupFile copyLocked() throws IOException {
        final boolean isHeld = ChronicleJournal.isHeld(from);
        final int epoch = EpochFile.read(from);
        final Map<QueueName, Tail> ends = new EnumMap<>(QueueName.class);
        try (ChronicleJournal journal = ChronicleJournal.openForReading(from)) {
            for (final QueueName name : QueueName.values()) {
                ends.put(name, journal.tail(name));
            }
        }
        for (final String file : SMALL_FILES) {
            copyIfThere(file);
        }
        copySnapshots();
        final JournalSettings settings = JournalSettings.read(from);
        // Decisions before events: whatever was decided, its event is then in the copy.
        for (final QueueName name : List.of(QueueName.DECISIONS, QueueName.EVENTS, QueueName.DEAD_LETTERS)) {
            ends.put(name, new QueueBackup(name, from, to, settings, isHeld, copier).copy(ends.get(name), content));
        }
        if (EpochFile.read(from) != epoch) {
            throw new JournalException("a server was started on " + from + " while it was copied: delete " + to + ", and copy again");
        }
        AtomicFile.forceFolder(to);
        return new BackupFile(ends.get(QueueName.EVENTS).sequence(), ends.get(QueueName.DECISIONS).sequence(), content);
    }

    /** A way to take the lock, null when somebody has it. */
    private interface Taking {
        KeepLock tryTake(Path dataFolder) throws IOException;
    }

    private KeepLock takeLock(final Taking way) throws IOException {
        for (int i = 0; i < LOCK_TRIES; i++) {
            final KeepLock lock = way.tryTake(from);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
        throw new JournalException("another backup of " + from + " is being made: wait for its end");
    }

    private void copyIfThere(final String name) throws IOException {
        if (Files.exists(from.resolve(name))) {
            content.put(name, copier.copy(from.resolve(name), to.resolve(name)));
        }
    }

    /** One may be removed meanwhile, but only once there are two newer ones. */
    private void copySnapshots() throws IOException {
        if (!Files.isDirectory(from.resolve(SNAPSHOTS))) {
            return;
        }
        Files.createDirectory(to.resolve(SNAPSHOTS));
        boolean isOneGone;
        do {
            isOneGone = false;
            for (final Path file : snapshots(from)) {
                final String name = SNAPSHOTS + "/" + file.getFileName();
                if (!content.containsKey(name)) {
                    try {
                        content.put(name, copier.copy(file, to.resolve(name)));
                    } catch (final NoSuchFileException e) {
                        isOneGone = true;
                    }
                }
            }
        } while (isOneGone);
        AtomicFile.forceFolder(to.resolve(SNAPSHOTS));
    }

    private static List<Path> snapshots(final Path folder) throws IOException {
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder.resolve(SNAPSHOTS))) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.resolve(SNAPSHOTS), SNAPSHOT_FILES)) {
                stream.forEach(files::add);
            }
        }
        return files;
    }

    private void restoreAll(final BackupFile made) throws IOException {
        for (final QueueName name : QueueName.values()) {
            Files.createDirectory(to.resolve(name.folder()));
        }
        for (final Map.Entry<String, FileCopy.Content> file : made.files().entrySet()) {
            final Path source = from.resolve(file.getKey());
            final Path target = to.resolve(file.getKey()).normalize();
            if (!target.startsWith(to.normalize())) {
                throw new JournalException(from.resolve(BackupFile.NAME) + " names a file that is not in the backup: " + file.getKey());
            }
            Files.createDirectories(target.getParent());
            if (!copier.copy(source, target).equals(file.getValue())) {
                throw new JournalException(source + " is no longer what was backed up: take another backup");
            }
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(to, Files::isDirectory)) {
            for (final Path folder : folders) {
                AtomicFile.forceFolder(folder);
            }
        }
        AtomicFile.forceFolder(to);
    }
}
