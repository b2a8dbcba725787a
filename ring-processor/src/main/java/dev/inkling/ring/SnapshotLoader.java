package dev.inkling.ring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.snapshot.SnapshotException;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.SnapshotReader;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.StateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a replay can begin: behind the newest snapshot that is whole, was made by an engine that behaves as this one does, and
 * speaks of frames that the journal still holds as they were; else at the journal's beginning. What cannot be used is passed over with a
 * warning. Confined to one thread.
 */
final class SnapshotLoader {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotLoader.class);

    /** Capacity of the table of event ids as the journaled settings have it. */
    static final int AS_JOURNALED = 0;

    private final Journal journal;
    private final Snapshots snapshots;
    private final int ids;
    private final int recentDecisions;

    /**
     * A loader.
     *
     * @param journal         to be replayed
     * @param snapshots       of it, null for none
     * @param ids             capacity of the table of event ids, or {@link #AS_JOURNALED}
     * @param recentDecisions capacity for decisions
     */
    SnapshotLoader(final Journal journal, final Snapshots snapshots, final int ids, final int recentDecisions) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.ids = ids;
        this.recentDecisions = recentDecisions;
    }

    /**
     * Loads the newest that is of use.
     *
     * @return where to begin
     * @throws PipelineException when there is none, and the first files of the journal were removed
     */
    StartingPoint newest() {
        return first(files());
    }

    /**
     * Where the most can be replayed from: the beginning, or, where the first files were removed, the oldest snapshot that is of use.
     *
     * @return where to begin
     * @throws PipelineException when there is none
     */
    StartingPoint oldest() {
        if (isWhole()) {
            return fresh();
        }
        final List<Path> oldestFirst = new ArrayList<>(files());
        Collections.reverse(oldestFirst);
        return first(oldestFirst);
    }

    private StartingPoint first(final List<Path> files) {
        for (final Path file : files) {
            try (SnapshotReader reader = new SnapshotReader(file)) {
                final StartingPoint start = load(reader);
                LOG.info("goes on from snapshot {}, {} events", file.getFileName(), start.processor().events());
                return start;
            } catch (final IOException | StateException | JournalException unusable) {
                LOG.warn("snapshot {} is passed over: {}", file.getFileName(), unusable.getMessage());
            }
        }
        return fresh();
    }

    private StartingPoint fresh() {
        if (!isWhole()) {
            throw new PipelineException("the journal's events begin behind sequence " + journal.first(QueueName.EVENTS).sequence()
                + " and its decisions behind " + journal.first(QueueName.DECISIONS).sequence() + ", since older files were removed, and no "
                + "snapshot from before is of use: restore the folder of snapshots, or all of it, from a copy");
        }
        return StartingPoint.fresh(ids == AS_JOURNALED ? new FirstSettings(journal).dedup() : ids, recentDecisions);
    }

    private boolean isWhole() {
        return journal.first(QueueName.EVENTS).equals(FramePosition.START)
            && journal.first(QueueName.DECISIONS).equals(FramePosition.START);
    }

    private List<Path> files() {
        if (snapshots == null) {
            return List.of();
        }
        try {
            return snapshots.newestFirst();
        } catch (final IOException e) {
            LOG.warn("snapshots cannot be read, so none is used: {}", e.toString());
            return List.of();
        }
    }

    private StartingPoint load(final SnapshotReader reader) throws IOException, StateException {
        final SnapshotHeader header = reader.header();
        if (header.engineVersion() != EngineSettings.VERSION) {
            throw new SnapshotException("it was made by engine version " + header.engineVersion() + ", this is " + EngineSettings.VERSION);
        }
        requireHeld(QueueName.EVENTS, header.events());
        requireHeld(QueueName.DECISIONS, header.decisions());
        final StateReader in = new StateReader(reader);
        final MomentProcessor processor = new MomentProcessor();
        processor.load(in, header.layoutVersion());
        final StartingPoint start = new StartingPoint(processor,
            new DedupTable(Math.max(ids, processor.settings().dedup())), new RecentDecisions(recentDecisions),
            header.events(), header.decisions());
        start.dedup().load(in);
        start.recent().load(in);
        in.end();
        if (start.processor().stateDigest() != header.stateDigest() || start.processor().lastSequence() != header.sequence()) {
            throw in.damaged("what was loaded is not what was saved");
        }
        return start;
    }

    /** A snapshot may know events that a loss of power took from the journal. */
    private void requireHeld(final QueueName queue, final FramePosition position) {
        journal.poller(queue, position).close();
    }
}
