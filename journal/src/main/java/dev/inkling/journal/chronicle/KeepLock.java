package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The lock on a data folder's old files: held by who removes some, or copies all. Ends with its process. */
final class KeepLock implements AutoCloseable {
    /** Name of the file in the data folder. */
    static final String FILE = "keep.lock";
    /** As with {@link FolderLock}: a second descriptor of the file, once closed, would take the lock away from the first. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private KeepLock(final Path folder, final FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock if nobody has it.
     *
     * @param dataFolder exists
     * @return the lock, null when somebody has it
     * @throws IOException when its file cannot be opened
     */
    static KeepLock tryTake(final Path dataFolder) throws IOException {
        return tryTake(dataFolder, false);
    }

    /**
     * Takes the lock for reading, in a folder that may be written to by others only, if nobody has it.
     *
     * @param dataFolder exists
     * @return the lock, null when somebody removes or copies files
     * @throws java.nio.file.NoSuchFileException when there is no file to lock, as no file was ever removed or copied
     * @throws IOException                       when the file cannot be read
     */
    static KeepLock tryShare(final Path dataFolder) throws IOException {
        return tryTake(dataFolder, true);
    }

    private static KeepLock tryTake(final Path dataFolder, final boolean isShared) throws IOException {
        final Path folder = dataFolder.toRealPath();
        if (!HELD.add(folder)) {
            return null;
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = isShared ? FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ)
                : FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock(0, Long.MAX_VALUE, isShared);
            return lock == null ? null : new KeepLock(folder, channel);
        } finally {
            if (lock == null) {
                HELD.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
