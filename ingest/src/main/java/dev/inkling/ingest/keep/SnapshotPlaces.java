package dev.inkling.ingest.keep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.chronicle.RetentionTask;
import dev.inkling.journal.snapshot.SnapshotException;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.SnapshotReader;
import dev.inkling.journal.snapshot.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the older of two good snapshots goes on: what is before that may be removed. Each snapshot is read whole once, and looked for in
 * the journal, before anything is removed on its word. Confined to the thread of retention.
 */
final class SnapshotPlaces implements Supplier<RetentionTask.Needed> {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotPlaces.class);

    private final Journal journal;
    private final Snapshots snapshots;
    private List<Path> checked = List.of();
    private RetentionTask.Needed needed = RetentionTask.Needed.ALL;

    SnapshotPlaces(final Path dataFolder, final Journal journal) {
        this.journal = journal;
        snapshots = new Snapshots(dataFolder);
    }

    @Override
    public RetentionTask.Needed get() {
        try {
            final List<Path> files = snapshots.newestFirst();
            if (!files.equals(checked)) {
                final List<SnapshotHeader> good = good(files);
                needed = good.size() < Snapshots.KEPT ? RetentionTask.Needed.ALL
                    : new RetentionTask.Needed(good.get(Snapshots.KEPT - 1).events(), good.get(Snapshots.KEPT - 1).decisions());
                checked = files;
            }
            return needed;
        } catch (final IOException | JournalException e) {
            LOG.warn("snapshots cannot be read, so all files of the journal are kept: {}", e.toString());
            return RetentionTask.Needed.ALL;
        }
    }

    private List<SnapshotHeader> good(final List<Path> files) throws IOException {
        final List<SnapshotHeader> good = new ArrayList<>();
        for (final Path file : files) {
            try (SnapshotReader reader = new SnapshotReader(file)) {
                reader.readToEnd();
                if (reader.header().isHeldBy(journal)) {
                    good.add(reader.header());
                } else {
                    LOG.warn("{} speaks of frames that the journal does not hold; it does not count as one of the two that are kept", file);
                }
            } catch (final SnapshotException damaged) {
                LOG.warn("{}; it does not count as one of the two that are kept", damaged.getMessage());
            }
        }
        return good;
    }
}
