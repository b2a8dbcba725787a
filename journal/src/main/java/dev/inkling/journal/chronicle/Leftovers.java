package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.AbstractTSQueueLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.wire.Wires;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears what a writer that died left in a queue's folder. To be called by the holder of the data folder's own lock: no other writer
 * lives, so whatever looks held or unfinished is stale, even when the process id in it is in use again. Left alone, Chronicle would wait
 * for each of them until its timeout.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    /** The key under which {@code TableStoreWriteLock} keeps the write lock. */
    private static final String WRITE_LOCK_KEY = "chronicle.write.lock";
    /** The key under which {@code StoreAppender} keeps the cycle up to which files have the mark at their end. */
    private static final String MARKED_KEY = "normalisedEOFsTo";
    private static final int HEADER_BYTES = 4;

    private Leftovers() {
    }

    /**
     * Clears them.
     *
     * @param queueFolder of the queue
     * @param name        of it
     * @param trusted     sequence up to which every frame must be there, 0 for none: a void of decisions may have that sequence itself
     * @return whether whole frames went with a file whose head was lost
     * @throws IOException      when a file cannot be read or moved
     * @throws JournalException when some of them must be there
     */
    static boolean clear(final Path queueFolder, final QueueName name, final long trusted) throws IOException {
        boolean hasLost = false;
        FileRewrite.clear(queueFolder);
        for (final Path file : files(queueFolder, "")) {
            if (hasLost && file.toString().endsWith(SingleChronicleQueue.SUFFIX)) {
                discard(file, "follows a hole");
            } else if (!isBegun(file)) {
                final boolean holdsWhole = holdsWhole(file, name, trusted);
                hasLost |= holdsWhole;
                discard(file, holdsWhole ? "lost its head with the power" : "was never finished: a writer died while it made it");
            }
        }
        final Path table = queueFolder.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE);
        if (Files.exists(table)) {
            try {
                clearLocks(queueFolder);
            } catch (final RuntimeException damaged) {
                discard(table, "cannot be read (" + damaged + ") and is made anew: nothing in it outlives a writer");
            }
        }
        return hasLost;
    }

    /** Clears the locks alone, which needs no more than the queue's folder. */
    static void clearLocks(final Path queueFolder) {
        final File table = queueFolder.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE).toFile();
        SingleChronicleQueueBuilder.addAliases();
        try (TableStore<?> store = SingleTableBuilder.binary(table, Metadata.NoMeta.INSTANCE).readOnly(false).build()) {
            unlock(store, WRITE_LOCK_KEY, queueFolder);
            unlock(store, TableStoreWriteLock.APPEND_LOCK_KEY, queueFolder);
        }
    }

    /**
     * Chronicle notes up to which file all have the mark at their end. The note may outlive newer files and the mark: of the last file
     * that is there it is never true, or no reader would find what is appended to the next.
     *
     * @param queueFolder of the queue
     * @param lastCycle   of the last file, negative when there is none
     */
    static void clearMarks(final Path queueFolder, final int lastCycle) {
        final File table = queueFolder.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE).toFile();
        if (lastCycle >= 0 && table.exists()) {
            try (TableStore<?> store = SingleTableBuilder.binary(table, Metadata.NoMeta.INSTANCE).readOnly(false).build()) {
                final LongValue marked = store.doWithExclusiveLock(of -> of.acquireValueFor(MARKED_KEY, lastCycle));
                if (marked.getVolatileValue() > lastCycle) {
                    marked.setVolatileValue(lastCycle);
                }
                Closeable.closeQuietly(marked);
            }
        }
    }

    /** Chronicle's files, oldest first: those with a suffix, or all. */
    static List<Path> files(final Path queueFolder, final String suffix) throws IOException {
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(queueFolder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(queueFolder, suffix.isEmpty() ? "*.cq4{,t}" : "*" + suffix)) {
                stream.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /** Whether whole frames are lost with a file whose head is; none of them may be of those that must be there. */
    private static boolean holdsWhole(final Path file, final QueueName name, final long trusted) throws IOException {
        try (RecordFile records = new RecordFile(file, name)) {
            final long whole = records.findWhole(0L, records.usedEnd(0L));
            if (whole >= 0 && trusted > 0 && records.sequence(whole) <= trusted) {
                throw new JournalException("the head of " + file + " is damaged, and whole frames stand behind it, the first at byte "
                    + whole + ": restore the file from a copy");
            }
            return whole >= 0;
        }
    }

    /** Whether the header, which Chronicle completes last when it makes a file, is complete; without it nothing can be in the file. */
    static boolean isBegun(final Path file) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(header, 0) == HEADER_BYTES && Wires.isReady(header.getInt(0));
        }
    }

    static void discard(final Path file, final String why) throws IOException {
        int number = 0;
        Path away;
        do {
            away = file.resolveSibling(file.getFileName() + "." + number++ + ".discard");
        } while (Files.exists(away));
        Files.move(file, away);
        LOG.warn("{} {}; it is now {}", file, why, away.getFileName());
    }

    private static void unlock(final TableStore<?> store, final String key, final Path queueFolder) {
        final LongValue lock = store.doWithExclusiveLock(table -> table.acquireValueFor(key, AbstractTSQueueLock.UNLOCKED));
        final long holder = lock.getVolatileValue();
        if (holder != AbstractTSQueueLock.UNLOCKED) {
            lock.setVolatileValue(AbstractTSQueueLock.UNLOCKED);
            LOG.info("cleared {} of {}, left by process {}", key, queueFolder, (int) holder);
        }
        Closeable.closeQuietly(lock);
    }
}
