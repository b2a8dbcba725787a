package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * The files of a queue that were written since the last sync. Syncing a file writes back every dirty page of it, those of a mapping
 * as well, whichever block they belong to. By file descriptor and not by channel: an interrupt would close a channel.
 */
final class FileSync implements AutoCloseable {
    private final List<RandomAccessFile> unsynced = new ArrayList<>(2);
    private final List<Path> paths = new ArrayList<>(2);
    private final Path folder;
    private final Consumer<Path> onSynced;
    private boolean isFolderUnsynced = true;
    /** Files that were there before: a writer that died, or that never synced, may have left them in the page cache alone. */
    private boolean isFoundUnsynced = true;

    /**
     * For the files of a queue.
     *
     * @param folder   of the queue
     * @param onSynced told of each file, and of the folder, once it was synced
     */
    FileSync(final Path folder, final Consumer<Path> onSynced) {
        this.folder = folder;
        this.onSynced = onSynced;
    }

    /**
     * The appender now writes to another file.
     *
     * @param file that it writes to
     * @throws IOException when it cannot be opened
     */
    void onFile(final File file) throws IOException {
        unsynced.add(new RandomAccessFile(file, "rw"));
        paths.add(file.toPath());
        isFolderUnsynced = true;
    }

    /**
     * Syncs every file written since the last time, then the folder when it has a new name in it. The first time, every file of the queue.
     *
     * @throws IOException when the medium refused
     */
    void sync() throws IOException {
        if (isFoundUnsynced) {
            for (final Path file : Leftovers.files(folder, SingleChronicleQueue.SUFFIX)) {
                try (RandomAccessFile found = new RandomAccessFile(file.toFile(), "rw")) {
                    found.getFD().sync();
                }
                onSynced.accept(file);
            }
            isFoundUnsynced = false;
        }
        while (!unsynced.isEmpty()) {
            unsynced.get(0).getFD().sync();
            onSynced.accept(paths.get(0));
            if (unsynced.size() == 1) {
                break;
            }
            unsynced.remove(0).close();
            paths.remove(0);
        }
        if (isFolderUnsynced) {
            AtomicFile.forceFolder(folder);
            isFolderUnsynced = false;
            onSynced.accept(folder);
        }
    }

    @Override
    public void close() throws IOException {
        for (final RandomAccessFile file : unsynced) {
            file.close();
        }
        unsynced.clear();
        paths.clear();
    }
}
