package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a queue that were written since the last sync. Syncing a file writes back every dirty page of it, those of a mapping
 * as well, whichever block they belong to. By file descriptor and not by channel: an interrupt would close a channel.
 */
final class FileSync implements AutoCloseable {
    private final List<RandomAccessFile> unsynced = new ArrayList<>(2);
    private File folder;
    private boolean isFolderUnsynced;

    /**
     * The appender now writes to another file.
     *
     * @param file that it writes to
     * @throws IOException when it cannot be opened
     */
    void onFile(final File file) throws IOException {
        unsynced.add(new RandomAccessFile(file, "rw"));
        folder = file.getParentFile();
        isFolderUnsynced = true;
    }

    /**
     * Syncs every file written since the last time, then the folder when it has a new name in it.
     *
     * @throws IOException when the medium refused
     */
    void sync() throws IOException {
        while (!unsynced.isEmpty()) {
            unsynced.get(0).getFD().sync();
            if (unsynced.size() == 1) {
                break;
            }
            unsynced.remove(0).close();
        }
        if (isFolderUnsynced) {
            AtomicFile.forceFolder(folder.toPath());
            isFolderUnsynced = false;
        }
    }

    @Override
    public void close() throws IOException {
        for (final RandomAccessFile file : unsynced) {
            file.close();
        }
        unsynced.clear();
    }
}
