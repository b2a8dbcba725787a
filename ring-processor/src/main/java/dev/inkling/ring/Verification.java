package dev.inkling.ring;

import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.snapshot.Snapshots;
import org.agrona.MutableDirectBuffer;

/**
 * Replays a journal from its first frame and compares every decision with the journaled one; one whose old files were removed, from the
 * oldest snapshot on. Reads only. Confined to one thread.
 *
 * <p>A decision without its record is a divergence, at the end of the queue too, unless a live writer is at work: its decisions trail its
 * events, and are then counted as pending. A damaged event ends the verification, since nothing behind it can be replayed.
 */
public final class Verification {
    private static final long PROGRESS_MASK = 0xFFFF;

    private final Journal journal;
    private final boolean live;
    private final Snapshots snapshots;
    private long firstDivergence;
    private long divergences;
    private String reason = "";
    private long pending;

    /**
     * A verification.
     *
     * @param journal opened for reading
     * @param live    whether a writer holds the journal meanwhile
     */
    public Verification(final Journal journal, final boolean live) {
        this(journal, live, null);
    }

    /**
     * A verification.
     *
     * @param journal   opened for reading
     * @param live      whether a writer holds the journal meanwhile
     * @param snapshots of its data folder, for where old files were removed; null for none
     */
    public Verification(final Journal journal, final boolean live, final Snapshots snapshots) {
        this.journal = journal;
        this.live = live;
        this.snapshots = snapshots;
    }

    /**
     * Runs it. Once.
     *
     * @param progress told the sequence reached after every 65,536 frames
     * @return what was found; the counts are those since the journal's first event, of which snapshots tell where files were removed
     * @throws PipelineException when old files were removed and no snapshot is of use
     */
    public Result run(final Progress progress) {
        final StartingPoint start = new SnapshotLoader(journal, snapshots, 1, 1).oldest();
        final MomentProcessor processor = start.processor();
        try (DecisionReader journaled = new DecisionReader(journal, start.decisions())) {
            final DecisionMatcher matcher = new DecisionMatcher(journaled, this::diverged);
            try (JournalReplay replay = new JournalReplay(journal, start.events(), processor,
                (frame, offset, length) -> onDecision(matcher, frame, offset, length))) {
                while (!isAtFault(journaled) && replay.next()) {
                    if (pending == 0) {
                        matcher.finish(replay.sequence(), processor);
                    }
                    if ((replay.sequence() & PROGRESS_MASK) == 0) {
                        progress.onProgress(replay.sequence());
                    }
                }
            } catch (final ReplayException fault) {
                diverged(fault.sequence(), fault.getMessage());
            }
            if (divergences == 0) {
                end(journaled, processor);
            }
        }
        return new Result(processor.events(), processor.decisions(), divergences, firstDivergence, reason, pending,
            processor.digest());
    }

    /** Behind a damaged record nothing can be compared; it is named by the first decision that finds none. */
    private boolean isAtFault(final DecisionReader journaled) {
        return divergences > 0 && journaled.verdict() != FrameVerdict.OK;
    }

    private void onDecision(
        final DecisionMatcher matcher, final MutableDirectBuffer frame, final int offset, final int length) {
        if (pending == 0 && matcher.match(frame, offset, length)) {
            return;
        }
        if (live) {
            pending++;
        } else {
            final long sequence = Frames.sequence(frame, offset);
            diverged(sequence, "a decision of sequence " + sequence + " is missing at the end of the journal");
        }
    }

    private void end(final DecisionReader journaled, final MomentProcessor processor) {
        final boolean more = journaled.peek();
        if (journaled.verdict() != FrameVerdict.OK) {
            diverged(processor.lastSequence(), "the decisions queue is damaged behind its last sound record ("
                + journaled.verdict() + ")");
        } else if (more && !live) {
            diverged(journaled.sequence(), "the journal holds a decision of sequence " + journaled.sequence()
                + ", but its events end at " + processor.lastSequence());
        }
    }

    private void diverged(final long sequence, final String why) {
        if (divergences == 0) {
            firstDivergence = sequence;
            reason = why;
        }
        divergences++;
    }

    /** Told how far a verification is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A step was done.
         *
         * @param sequence reached
         */
        void onProgress(long sequence);
    }

    /**
     * What a verification found.
     *
     * @param events          moments processed
     * @param decisions       made by the replay
     * @param divergences     differences found
     * @param firstDivergence sequence of the first, 0 when there is none
     * @param reason          of the first, in words; empty when there is none
     * @param pending         decisions that a live writer had not journaled yet
     * @param digest          rolling digest of the replay
     */
    public record Result(
        long events, long decisions, long divergences, long firstDivergence, String reason, long pending, long digest) {
    }
}
