package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.FileNotFoundException;
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
    /** Writes back to the medium; a test may stand in between. */
    interface Medium {
        /** Returns when all that was written to a file before is on the medium. */
        void syncFile(RandomAccessFile open, File file) throws IOException;

        /** Returns when the names in a folder are on the medium. */
        void syncFolder(File folder) throws IOException;
    }

    /** The real one. */
    static final Medium DISK = new Medium() {
        @Override
        public void syncFile(final RandomAccessFile open, final File file) throws IOException {
            open.getFD().sync();
        }

        @Override
        public void syncFolder(final File folder) throws IOException {
            AtomicFile.forceFolder(folder.toPath());
        }
    };

    /**
     * The real one, with someone who follows what it does.
     *
     * @param onSynced told of each file and folder once it is on the medium
     */
    static Medium followed(final Consumer<Path> onSynced) {
        return new Medium() {
            @Override
            public void syncFile(final RandomAccessFile open, final File file) throws IOException {
                DISK.syncFile(open, file);
                onSynced.accept(file.toPath());
            }

            @Override
            public void syncFolder(final File folder) throws IOException {
                DISK.syncFolder(folder);
                onSynced.accept(folder.toPath());
            }
        };
    }

    private final Medium medium;
    /** Written since the last sync, the present one last. Only that one is kept open: a journal that is never synced rolls for years. */
    private final List<File> names = new ArrayList<>(2);
    private RandomAccessFile current;
    private final Path folder;
    private boolean isFolderUnsynced = true;
    /** Files that were there before: a writer that died, or that never synced, may have left them in the page cache alone. */
    private boolean isFoundUnsynced = true;
    private IOException failure;

    /**
     * For the files of a queue.
     *
     * @param folder of the queue
     * @param medium to write back to
     */
    FileSync(final Path folder, final Medium medium) {
        this.folder = folder;
        this.medium = medium;
    }

    /**
     * The appender now writes to another file.
     *
     * @param file that it writes to
     * @throws IOException when it cannot be opened
     */
    void onFile(final File file) throws IOException {
        if (current != null) {
            current.close();
        }
        current = new RandomAccessFile(file, "rw");
        names.add(file);
        isFolderUnsynced = true;
    }

    /**
     * Syncs every file written since the last time, then the folder when it has a new name in it. The first time, every file of the queue.
     *
     * @throws IOException when the medium refused, now or ever: the system forgets pages that it could not write, and says that all is well
     *                     the next time
     */
    void sync() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            syncAll();
        } catch (final IOException e) {
            failure = e;
            throw e;
        }
    }

    private void syncAll() throws IOException {
        if (isFoundUnsynced) {
            for (final Path file : Leftovers.files(folder, SingleChronicleQueue.SUFFIX)) {
                syncIfThere(medium, file.toFile());
            }
            isFoundUnsynced = false;
        }
        while (names.size() > 1) {
            syncIfThere(medium, names.get(0));
            names.remove(0);
        }
        if (current != null) {
            medium.syncFile(current, names.get(0));
        }
        if (isFolderUnsynced) {
            medium.syncFolder(folder.toFile());
            isFolderUnsynced = false;
        }
    }

    /** Old files may be removed at any time; what is gone need not be synced, and must not be made anew. */
    static void syncIfThere(final Medium medium, final File file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file, "r")) {
            medium.syncFile(open, file);
        } catch (final FileNotFoundException removed) {
            if (file.exists()) {
                throw removed;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
        names.clear();
    }
}
