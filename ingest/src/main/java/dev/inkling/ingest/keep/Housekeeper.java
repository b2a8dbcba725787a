package dev.inkling.ingest.keep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.Retention;
import dev.inkling.journal.chronicle.RetentionLimits;
import dev.inkling.journal.chronicle.RetentionTask;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a snapshot made whenever so many frames were journaled since the last one, in a process beside the server, one at a time, and old
 * files removed that no snapshot needs. When a snapshot fails, which may mean that the journal would not be recovered, it says so, counts
 * it, and tries again later. Has a thread of its own.
 */
public final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Patience with a snapshot: a journal of ten billion events takes so long. */
    private static final long MOST_NS = TimeUnit.HOURS.toNanos(2);
    private static final long RETENTION_MS = TimeUnit.MINUTES.toMillis(1);
    private static final long RETRY_NS = TimeUnit.MINUTES.toNanos(5);

    private final Path dataFolder;
    private final Journal journal;
    private final Snapshots snapshots;
    private final long snapshotFrames;
    private final Counters counters;
    private final Thread thread;
    private volatile boolean isStopped;
    /** Null while everything is kept. */
    private volatile RetentionTask retention;
    private SnapshotProcess process;
    private long startedNs;
    /** Last sequence that the newest snapshot knows. */
    private long lastSequence;
    /** Last sequence when the last one was begun: it may know a little less, or not be made since nothing more was decided. */
    private long lastBegun;
    private long waitUntilNs;

    /**
     * Starts it. Snapshots that the journal does not bear out are put aside first.
     *
     * @param dataFolder     of the server
     * @param journal        of it, recovered; closed after this
     * @param snapshotFrames frames between two snapshots, 0 for none
     * @param counters       of the server
     */
    public Housekeeper(final Path dataFolder, final Journal journal, final long snapshotFrames, final Counters counters) {
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.snapshotFrames = snapshotFrames;
        this.counters = counters;
        snapshots = new Snapshots(dataFolder);
        waitUntilNs = System.nanoTime();
        putStaleAside();
        showNewest();
        lastBegun = lastSequence;
        thread = new Thread(this::run, "inkling-keeper");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has old files of the journal removed from now on.
     *
     * @param written journal of the server
     * @param limits  what is kept, at most
     * @return to be closed before the journal, after this
     */
    public RetentionTask retain(final ChronicleJournal written, final RetentionLimits limits) {
        final RetentionTask task =
            RetentionTask.start(new Retention(written, limits), new SnapshotPlaces(dataFolder, written), RETENTION_MS);
        retention = task;
        return task;
    }

    /** Ends the thread, and the making of a snapshot that is under way. */
    @Override
    public void close() {
        isStopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isStopped) {
                look();
                LockSupport.parkNanos(this, LOOK_NS);
            }
        } catch (final RuntimeException | Error e) {
            counters.increment(Counter.SNAPSHOT_FAILURES);
            LOG.error("no more snapshots are made", e);
        } finally {
            if (process != null) {
                process.stop();
            }
        }
    }

    private void look() {
        final RetentionTask task = retention;
        if (task != null) {
            counters.set(Counter.RETENTION_FILES, task.filesRemoved());
            counters.set(Counter.RETENTION_OVER_BUDGET, task.isOverBudget() ? 1 : 0);
            counters.set(Counter.RETENTION_FAILING, task.failure().isEmpty() ? 0 : 1);
        }
        if (process != null) {
            if (!process.isAlive()) {
                end();
            } else if (System.nanoTime() - startedNs > MOST_NS) {
                process.stop();
                process = null;
                failed("its process was at work for more than " + TimeUnit.NANOSECONDS.toHours(MOST_NS) + " h and was ended");
            }
        } else if (snapshotFrames > 0 && System.nanoTime() - waitUntilNs >= 0
            && counters.get(Counter.LAST_SEQUENCE) - lastBegun >= snapshotFrames) {
            begin();
        }
    }

    private void begin() {
        startedNs = System.nanoTime();
        lastBegun = counters.get(Counter.LAST_SEQUENCE);
        try {
            process = new SnapshotProcess(dataFolder);
        } catch (final IOException e) {
            failed(e.getMessage());
        }
    }

    private void end() {
        final SnapshotProcess ended = process;
        process = null;
        try {
            if (ended.isDone()) {
                counters.increment(Counter.SNAPSHOTS);
                LOG.info("{}, in {} ms", ended.line(), (System.nanoTime() - startedNs) / 1_000_000);
                showNewest();
            } else {
                failed("its process says why");
            }
        } catch (final IOException e) {
            failed(e.getMessage());
        }
    }

    private void failed(final String why) {
        waitUntilNs = System.nanoTime() + RETRY_NS;
        counters.increment(Counter.SNAPSHOT_FAILURES);
        LOG.error("no snapshot could be made: {}; a start would replay from sequence {}; `replay verify` tells if the journal is sound",
            why, lastSequence);
        try {
            // What its process left takes room that events need.
            snapshots.clearUnfinished();
        } catch (final IOException e) {
            LOG.warn("unfinished snapshots cannot be cleared: {}", e.toString());
        }
    }

    private void putStaleAside() {
        try {
            snapshots.putStaleAside(journal);
        } catch (final IOException | JournalException e) {
            LOG.warn("snapshots cannot be compared with the journal: {}", e.toString());
        }
    }

    private void showNewest() {
        try {
            snapshots.newest(journal).ifPresent(newest -> {
                lastSequence = newest.sequence();
                counters.set(Counter.SNAPSHOT_SEQUENCE, lastSequence);
            });
        } catch (final IOException | JournalException e) {
            LOG.warn("snapshots cannot be read: {}", e.toString());
        }
    }
}
