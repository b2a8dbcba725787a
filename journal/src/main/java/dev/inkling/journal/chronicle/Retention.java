package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes old files of a journal that is open for writing: whole files, oldest first, when they are older than the limit or while the
 * folder is larger than its budget. Never one that is written to, nor one with a frame that the older of two good snapshots does not know.
 *
 * <p>First all that stays is synced, as the snapshots speak of frames that nobody may have synced, and would be worth nothing without
 * them. Then the new beginning of each queue is recorded on disk, then files are removed, then the folder is synced and Chronicle told. So
 * whenever the power goes, readers begin where the record says, and what was left is removed by the next run. Appender and readers go on
 * meanwhile; who has a removed file open keeps it. One thread at a time.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final ChronicleJournal journal;
    private final RetentionLimits limits;
    private final LongSupplier clock;
    private final Remover remover;
    private final FolderSync kept;

    /** How a file goes. */
    interface Remover {
        void remove(Path file) throws IOException;
    }

    /**
     * What a run did.
     *
     * @param files        removed
     * @param removedBytes by their lengths
     * @param keptBytes    of the data folder afterwards
     * @param isOverBudget whether these are more than the budget, and nothing more may be removed
     * @param isPostponed  whether nothing was looked at, as a backup is being made
     */
    public record Outcome(int files, long removedBytes, long keptBytes, boolean isOverBudget, boolean isPostponed) {
    }

    /**
     * For one journal.
     *
     * @param journal open for writing
     * @param limits  of what is kept
     */
    public Retention(final ChronicleJournal journal, final RetentionLimits limits) {
        this(journal, limits, System::currentTimeMillis, Files::deleteIfExists);
    }

    Retention(final ChronicleJournal journal, final RetentionLimits limits, final LongSupplier clock, final Remover remover) {
        this(journal, limits, clock, remover, FileSync.DISK);
    }

    Retention(final ChronicleJournal journal, final RetentionLimits limits, final LongSupplier clock, final Remover remover,
              final FileSync.Medium medium) {
        this.journal = journal;
        this.limits = limits;
        this.clock = clock;
        this.remover = remover;
        kept = new FolderSync(journal.folder(), medium);
    }

    /**
     * Removes what may go and is to go.
     *
     * @param events    place behind which every event is needed, in the older of two good snapshots; {@link FramePosition#START} when
     *                  there are no two, so that none is removed
     * @param decisions likewise
     * @return what was done
     * @throws JournalException when a file cannot be read, synced or removed; the journal is sound all the same
     */
    public Outcome run(final FramePosition events, final FramePosition decisions) {
        try {
            final KeepLock lock = KeepLock.tryTake(journal.folder());
            if (lock == null) {
                return new Outcome(0, 0L, 0L, false, true);
            }
            try {
                return runLocked(events, decisions);
            } finally {
                lock.close();
            }
        } catch (final IOException e) {
            throw new JournalException("old files of " + journal.folder() + " cannot be removed: " + e, e);
        }
    }

    private Outcome runLocked(final FramePosition events, final FramePosition decisions) throws IOException {
        final RetentionFile before = RetentionFile.read(journal.folder());
        final Map<QueueName, RemovableFiles> queues = new EnumMap<>(QueueName.class);
        for (final QueueName name : QueueName.values()) {
            final KeptFiles files = new KeptFiles(journal.queue(name), name);
            queues.put(name, new RemovableFiles(files, before.first(name), needed(name, events, decisions)));
        }
        final long bytes = bytes(journal.folder());
        choose(queues, bytes);
        if (queues.values().stream().anyMatch(files -> !files.chosen().isEmpty())) {
            kept.sync();
        }
        record(queues, before);
        int removed = 0;
        long removedBytes = 0;
        for (final Map.Entry<QueueName, RemovableFiles> queue : queues.entrySet()) {
            final List<Path> chosen = queue.getValue().chosen();
            removed += chosen.size();
            removedBytes += queue.getValue().chosenBytes();
            remove(queue.getKey(), chosen);
        }
        final long keptBytes = bytes - removedBytes;
        return new Outcome(removed, removedBytes, keptBytes, limits.bytes() > 0 && keptBytes > limits.bytes(), false);
    }

    private static FramePosition needed(final QueueName name, final FramePosition events, final FramePosition decisions) {
        return switch (name) {
            case EVENTS -> events;
            case DECISIONS -> decisions;
            // Nothing is made of them: only their age counts.
            case DEAD_LETTERS -> null;
        };
    }

    private void choose(final Map<QueueName, RemovableFiles> queues, final long bytes) throws IOException {
        if (limits.days() > 0) {
            final long oldest = clock.getAsLong() - TimeUnit.DAYS.toMillis(limits.days());
            for (final RemovableFiles files : queues.values()) {
                files.chooseEndedBefore(oldest);
            }
        }
        final RemovableFiles events = queues.get(QueueName.EVENTS);
        while (limits.bytes() > 0 && bytes - chosenBytes(queues) > limits.bytes()) {
            // Dead letters last as long as events of their time.
            final long lettersEnd = events.nextStartMs();
            RemovableFiles oldest = null;
            for (final RemovableFiles files : queues.values()) {
                final boolean isFree = files != queues.get(QueueName.DEAD_LETTERS) || files.nextStartMs() < lettersEnd;
                if (isFree && files.hasNext() && (oldest == null || files.nextStartMs() < oldest.nextStartMs())) {
                    oldest = files;
                }
            }
            if (oldest == null) {
                return;
            }
            oldest.chooseNext();
        }
    }

    private static long chosenBytes(final Map<QueueName, RemovableFiles> queues) {
        return queues.values().stream().mapToLong(RemovableFiles::chosenBytes).sum();
    }

    private void record(final Map<QueueName, RemovableFiles> queues, final RetentionFile before) throws IOException {
        final Map<QueueName, FramePosition> places = new EnumMap<>(QueueName.class);
        places.putAll(before.places());
        queues.forEach((name, files) -> {
            if (files.place().locator() != FramePosition.NOWHERE) {
                places.put(name, files.place());
            }
        });
        if (!places.equals(before.places())) {
            new RetentionFile(places).write(journal.folder());
        }
    }

    private void remove(final QueueName name, final List<Path> files) throws IOException {
        for (final Path file : files) {
            remover.remove(file);
            LOG.info("removed {}", file);
        }
        if (!files.isEmpty()) {
            AtomicFile.forceFolder(files.get(0).getParent());
        }
        journal.queue(name).refreshDirectoryListing();
    }

    /** Others may remove files meanwhile, such as snapshots. */
    private static long bytes(final Path folder) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (final Path file : files) {
                try {
                    bytes += Files.isDirectory(file) ? bytes(file) : Files.size(file);
                } catch (final NoSuchFileException e) {
                    LOG.debug("{} is gone", file);
                }
            }
        }
        return bytes;
    }
}
