package dev.inkling.journal.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.inkling.journal.Folders;
import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.FolderSync;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a data folder: files {@code snapshots/<sequence>.snapshot}, each whole or not there. Any number of processes may read
 * them; one at a time makes them, as {@link #lock()} sees to.
 */
public final class Snapshots {
    /** Name of their folder in a data folder. */
    public static final String FOLDER = "snapshots";
    /** Good ones that are kept: should the newest turn out to be of no use, there is one before. */
    public static final int KEPT = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final String SUFFIX = ".snapshot";
    private static final String DAMAGED = ".damaged";
    private static final String STALE = ".stale";
    private static final String LOCK = "lock";

    private final Path folder;
    private final Frames frames;

    /** Makes the frames that a snapshot speaks of survive a loss of power. */
    interface Frames {
        void sync() throws IOException;
    }

    /**
     * Those of a data folder, which may have none.
     *
     * @param dataFolder its place
     */
    public Snapshots(final Path dataFolder) {
        this(dataFolder, new FolderSync(dataFolder)::sync);
    }

    Snapshots(final Path dataFolder, final Frames frames) {
        folder = dataFolder.resolve(FOLDER);
        this.frames = frames;
    }

    /**
     * The files.
     *
     * @return newest first, damaged ones among them
     * @throws IOException when the folder cannot be read
     */
    public List<Path> newestFirst() throws IOException {
        final List<Path> files = list(SUFFIX);
        files.sort(Comparator.reverseOrder());
        return files;
    }

    /**
     * Keeps others from making snapshots here until it is closed; ends with the process. Clears what a maker left that died: it may take
     * the room that the next one needs.
     *
     * @return the lock
     * @throws IOException when somebody else is making one
     */
    public FileChannel lock() throws IOException {
        Files.createDirectories(folder);
        final FileChannel lock = tryLock();
        if (lock == null) {
            throw new IOException("another snapshot is being made in " + folder);
        }
        return lock;
    }

    /**
     * Clears what a maker left that died, unless another one is at work.
     *
     * @throws IOException when the folder cannot be read or written
     */
    public void clearUnfinished() throws IOException {
        if (!unfinished().isEmpty()) {
            final FileChannel lock = tryLock();
            if (lock != null) {
                lock.close();
            }
        }
    }

    private FileChannel tryLock() throws IOException {
        final FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isHeld = false;
        try {
            if (channel.tryLock() != null) {
                for (final Path file : unfinished()) {
                    Files.delete(file);
                    LOG.info("removed {}: its maker died", file);
                }
                isHeld = true;
            }
        } catch (final OverlappingFileLockException inThisProcess) {
            LOG.debug("held in this process", inThisProcess);
        } finally {
            if (!isHeld) {
                channel.close();
            }
        }
        return isHeld ? channel : null;
    }

    /**
     * Begins a snapshot. To be called by the holder of the {@link #lock()}.
     *
     * @param header of it
     * @return takes the state
     * @throws IOException when it cannot be written
     */
    public SnapshotWriter write(final SnapshotHeader header) throws IOException {
        return new SnapshotWriter(folder.resolve(String.format(Locale.ROOT, "%019d%s", header.sequence(), SUFFIX)), header, frames);
    }

    /**
     * Reads all snapshots, puts aside damaged ones and those that the journal does not bear out, and removes those older than the newest
     * {@link #KEPT} good ones. To be called by the holder of the {@link #lock()}.
     *
     * @param journal of the data folder
     * @return headers of the good ones that are kept, newest first
     * @throws IOException                           when the folder cannot be read or written
     * @throws dev.inkling.journal.JournalException when the journal cannot be read
     */
    public List<SnapshotHeader> keepNewest(final Journal journal) throws IOException {
        final List<SnapshotHeader> kept = new ArrayList<>();
        for (final Path file : newestFirst()) {
            if (kept.size() == KEPT) {
                Files.delete(file);
                LOG.info("removed {}: two newer ones are good", file);
            } else {
                check(file, journal, kept);
            }
        }
        Folders.force(folder);
        return kept;
    }

    /**
     * Puts aside those that the journal does not bear out, by their headers alone; unless a snapshot is being made, whose maker does it.
     *
     * @param journal of the data folder
     * @throws IOException                           when the folder cannot be read or written
     * @throws dev.inkling.journal.JournalException when the journal cannot be read
     */
    public void putStaleAside(final Journal journal) throws IOException {
        if (newestFirst().isEmpty()) {
            return;
        }
        try (FileChannel lock = tryLock()) {
            for (final Path file : lock == null ? List.<Path>of() : newestFirst()) {
                final Optional<SnapshotHeader> header = header(file);
                if (header.isPresent() && !header.get().isHeldBy(journal)) {
                    putStaleAside(file);
                }
            }
        }
        Folders.force(folder);
    }

    /**
     * The newest that the journal bears out. Changes nothing, and does not look at the state.
     *
     * @param journal of the data folder
     * @return its header, empty when there is none
     * @throws IOException                           when the folder cannot be read
     * @throws dev.inkling.journal.JournalException when the journal cannot be read
     */
    public Optional<SnapshotHeader> newest(final Journal journal) throws IOException {
        for (final Path file : newestFirst()) {
            final Optional<SnapshotHeader> header = header(file);
            if (header.isPresent() && header.get().isHeldBy(journal)) {
                return header;
            }
        }
        return Optional.empty();
    }

    private static Optional<SnapshotHeader> header(final Path file) throws IOException {
        try (SnapshotReader reader = new SnapshotReader(file)) {
            return Optional.of(reader.header());
        } catch (final SnapshotException damaged) {
            LOG.warn("{}", damaged.getMessage());
            return Optional.empty();
        }
    }

    private static void check(final Path file, final Journal journal, final List<SnapshotHeader> kept) throws IOException {
        final SnapshotHeader header;
        try (SnapshotReader reader = new SnapshotReader(file)) {
            reader.readToEnd();
            header = reader.header();
        } catch (final SnapshotException damaged) {
            putAside(file, DAMAGED, damaged.getMessage());
            return;
        }
        if (header.isHeldBy(journal)) {
            kept.add(header);
        } else {
            putStaleAside(file);
        }
    }

    private static void putStaleAside(final Path file) throws IOException {
        putAside(file, STALE, file + " speaks of frames that the journal does not hold, as a loss of power may leave it");
    }

    private static void putAside(final Path file, final String suffix, final String why) throws IOException {
        final Path aside = file.resolveSibling(file.getFileName() + suffix);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("{}; it is now {}", why, aside.getFileName());
    }

    private List<Path> unfinished() throws IOException {
        return list(SUFFIX + SnapshotWriter.UNFINISHED);
    }

    private List<Path> list(final String suffix) throws IOException {
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*" + suffix)) {
                stream.forEach(file -> {
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                    }
                });
            }
        }
        return files;
    }
}
