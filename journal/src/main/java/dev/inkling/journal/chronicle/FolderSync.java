package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Makes the frames of a data folder survive a loss of power, by the names of their files, whoever writes them: for who is about to remove
 * what they replace. With the durability {@code journaled} nobody else ever syncs them. Confined to one thread, any.
 */
public final class FolderSync {
    /** A file that is not among so many last ones is written to no more: it need not be synced twice. */
    private static final int MAYBE_WRITTEN = 2;

    private final Path dataFolder;
    private final FileSync.Medium medium;
    private final Set<Path> done = new HashSet<>();
    private IOException failure;

    /**
     * For one data folder.
     *
     * @param dataFolder its place; it may hold no journal
     */
    public FolderSync(final Path dataFolder) {
        this(dataFolder, FileSync.DISK);
    }

    FolderSync(final Path dataFolder, final FileSync.Medium medium) {
        this.dataFolder = dataFolder;
        this.medium = medium;
    }

    /**
     * Returns when all frames that were in the queues are on the medium, with the names of their files.
     *
     * @throws IOException when the medium refused, now or ever: the system forgets pages that it could not write
     */
    public void sync() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            for (final QueueName name : QueueName.values()) {
                syncQueue(dataFolder.resolve(name.folder()));
            }
        } catch (final IOException e) {
            failure = e;
            throw e;
        }
    }

    private void syncQueue(final Path queue) throws IOException {
        if (!Files.isDirectory(queue)) {
            return;
        }
        final List<Path> files = Leftovers.files(queue, SingleChronicleQueue.SUFFIX);
        done.removeIf(file -> file.startsWith(queue) && !files.contains(file));
        for (int i = 0; i < files.size(); i++) {
            final Path file = files.get(i);
            if (!done.contains(file)) {
                FileSync.syncIfThere(medium, file.toFile());
                if (i < files.size() - MAYBE_WRITTEN) {
                    done.add(file);
                }
            }
        }
        medium.syncFolder(queue.toFile());
    }
}
