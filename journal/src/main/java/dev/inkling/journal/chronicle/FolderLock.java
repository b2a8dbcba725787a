package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.inkling.journal.JournalException;

/**
 * A data folder's own lock: the system's lock on the file {@code lock}, which ends with the process that holds it, with the process id
 * in it for people to read.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";
    /**
     * Folders locked by this process. Asked before the file is opened: POSIX drops a process's lock on a file as soon as the process closes
     * any descriptor of it, so a second open that was refused would take the first one's lock away.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(final Path folder, final FileChannel channel, final FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock, or says who holds it.
     *
     * @param dataFolder exists
     * @return the lock
     * @throws IOException when the lock file cannot be opened
     */
    static FolderLock take(final Path dataFolder) throws IOException {
        final Path folder = dataFolder.toRealPath();
        if (!HELD.add(folder)) {
            throw held(dataFolder, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                throw held(dataFolder, Files.readString(folder.resolve(FILE), StandardCharsets.UTF_8).trim());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return new FolderLock(folder, channel, lock);
        } finally {
            if (lock == null) {
                HELD.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /**
     * Whether anyone has the lock now. Shares it for the moment of asking, and changes nothing.
     *
     * @param dataFolder which
     * @return true when a writer is at work, in this process or another
     * @throws IOException when the lock file is there and cannot be read
     */
    static boolean isHeld(final Path dataFolder) throws IOException {
        if (!Files.exists(dataFolder.resolve(FILE))) {
            return false;
        }
        if (HELD.contains(dataFolder.toRealPath())) {
            return true;
        }
        try (FileChannel probe = FileChannel.open(dataFolder.resolve(FILE), StandardOpenOption.READ);
             FileLock shared = probe.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (final IOException e) {
            throw new JournalException("cannot release the lock of data folder " + folder, e);
        } finally {
            HELD.remove(folder);
        }
    }

    private static JournalException held(final Path folder, final String pid) {
        return new JournalException("data folder " + folder + " is held by process " + (pid.isEmpty() ? "(unknown)" : pid)
            + ": stop it, or use another folder");
    }
}
