package dev.inkling.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.List;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.SnapshotWriter;
import dev.inkling.journal.snapshot.Snapshots;

/**
 * Makes a snapshot of a journal, be a server at work on it or not: goes on from the last one as a recovery does, compares every decision
 * on the way, and saves the state behind the last event whose decisions are all in the journal. So each snapshot is a test of recovery,
 * and none is made of a journal that would not pass it. Reads the journal only. For a process of its own: it takes the memory of a second
 * engine. Confined to one thread.
 */
public final class SnapshotMaker {
    /** Frames between two tellings of progress. */
    private static final int STEP = 65_536;

    private final Journal journal;
    private final Snapshots snapshots;

    /**
     * A maker.
     *
     * @param journal   opened for reading
     * @param snapshots of its data folder
     */
    public SnapshotMaker(final Journal journal, final Snapshots snapshots) {
        this.journal = journal;
        this.snapshots = snapshots;
    }

    /**
     * Makes one, unless the last one is of the same event, and removes those that are of no more use.
     *
     * @param progress told the sequence reached
     * @return what came of it
     * @throws IOException       when it cannot be written, or another one is being made
     * @throws PipelineException when the journal cannot be recovered
     */
    public Result make(final Verification.Progress progress) throws IOException {
        try (FileChannel lock = snapshots.lock();
             Recovery recovery = new Recovery(new PipelineContext().journal(journal).snapshots(snapshots), SnapshotLoader.AS_JOURNALED)) {
            assert lock.isOpen();
            final long begun = recovery.sequence();
            final long decided = lastDecided();
            int frames;
            do {
                frames = recovery.advance(decided, STEP);
                progress.onProgress(recovery.sequence());
            } while (frames == STEP);
            while (!recovery.canSave() && recovery.advance(decided, 1) > 0) {
                progress.onProgress(recovery.sequence());
            }
            final boolean isMade = recovery.sequence() > begun && recovery.canSave();
            final long bytes = isMade ? write(recovery) : 0;
            return new Result(isMade, recovery.sequence(), recovery.sequence() - begun, bytes,
                snapshots.keepNewest(journal));
        }
    }

    private long write(final Recovery recovery) throws IOException {
        try (SnapshotWriter writer = snapshots.write(recovery.header())) {
            final StateWriter out = new StateWriter(writer);
            recovery.save(out);
            out.flush();
            return writer.finish();
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Decisions are journaled in the order of their events, so those of every event before this one are there. */
    private long lastDecided() {
        long last = 0;
        try (FramePoller poller = journal.poller(QueueName.DECISIONS)) {
            while (poller.poll()) {
                last = poller.length() < Frames.PREFIX_BYTES ? last : Frames.sequence(poller.buffer(), 0);
            }
        }
        return last;
    }

    /**
     * What came of it.
     *
     * @param isMade   false when there was nothing new to save
     * @param sequence of the last event that the state knows
     * @param replayed frames since the snapshot before
     * @param bytes    length of the file, 0 when none was made
     * @param kept     headers of the good snapshots that there are now, newest first
     */
    public record Result(boolean isMade, long sequence, long replayed, long bytes, List<SnapshotHeader> kept) {
        /**
         * The same as a line for people and scripts.
         *
         * @return {@code snapshot sequence=N bytes=B replayed=F kept=K}, or that there was nothing new
         */
        public String line() {
            return isMade ? "snapshot sequence=" + sequence + " bytes=" + bytes + " replayed=" + replayed + " kept=" + kept.size()
                : "no new snapshot: there is nothing new whose decisions are all journaled behind sequence " + sequence;
        }
    }
}
