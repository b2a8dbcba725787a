package dev.inkling.ring;

import java.nio.ByteBuffer;

import dev.inkling.journal.DecisionIds;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.StateOutput;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state back from a journal: replays every event, compares what is decided with what was journaled, and journals each decision
 * that is missing behind the last one, so that each stands there once. Rebuilds event ids and recent decisions on the way. Used once, in
 * one run or in steps while the journal still grows.
 */
final class Recovery implements FrameSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final PipelineContext context;
    private final MomentProcessor processor;
    private DedupTable dedup;
    private final RecentDecisions recent;
    private final MomentFrame moment = new MomentFrame();
    private final DecisionIds ids = new DecisionIds();
    private final DecisionReader journaled;
    private final DecisionMatcher matcher;
    private final JournalReplay replay;
    private final long startedNanos;
    private final long startSequence;
    /** Null until the end: a journal that is a copy has no appenders before. */
    private FrameAppender decisions;
    /** Set once the journal holds no more decisions: those made from here on are appended. */
    private boolean behindLast;
    private long appended;

    /**
     * A recovery before its first frame.
     *
     * @param context concluded
     * @param ids     capacity of the table of event ids
     */
    Recovery(final PipelineContext context, final int ids) {
        this.context = context;
        startedNanos = context.nanoClock().nanoTime();
        final StartingPoint start = new SnapshotLoader(context.journal(), context.snapshots(), ids, context.recentDecisions()).newest();
        startSequence = start.events().sequence();
        context.counters().set(Counter.RECOVERED_FROM, startSequence);
        processor = start.processor();
        dedup = start.dedup();
        recent = start.recent();
        journaled = new DecisionReader(context.journal(), start.decisions());
        matcher = new DecisionMatcher(journaled, this::diverged);
        replay = new JournalReplay(context.journal(), start.events(), processor, this);
    }

    /**
     * Replays events whose decisions are all in the journal, as some of a later event is.
     *
     * @param decided sequence of that later event
     * @param limit   most frames
     * @return frames replayed; 0 when there are no more such
     * @throws PipelineException as {@link #finish}
     */
    int advance(final long decided, final int limit) {
        int frames = 0;
        try {
            while (frames < limit && processor.lastSequence() + 1 < decided && next()) {
                frames++;
            }
        } catch (final ReplayException fault) {
            throw cannot(fault);
        }
        return frames;
    }

    /**
     * Whether the state behind the last frame can be saved; behind a later one it can.
     *
     * @return false in the middle of a reload, and before the first settings: there is nothing to save, and no engine to say which it is
     */
    boolean canSave() {
        return processor.settings() != null && processor.canSave();
    }

    /**
     * What a snapshot of the state behind the last frame says of itself.
     *
     * @return the header
     */
    SnapshotHeader header() {
        return new SnapshotHeader(MomentProcessor.LAYOUT_VERSION, processor.settings().version(), context.epochClock().time(),
            processor.stateDigest(), replay.position(), journaled.position());
    }

    /**
     * Saves the state behind the last frame.
     *
     * @param out takes it, as {@link SnapshotLoader} reads it
     */
    void save(final StateOutput out) {
        processor.save(out);
        dedup.save(out);
        recent.save(out);
    }

    /**
     * Sequence of the last event replayed.
     *
     * @return the sequence, 0 before the first
     */
    long sequence() {
        return processor.lastSequence();
    }

    /**
     * Replays what is left, and journals the decisions that are missing. Where one is damaged the replay goes on to the end and compares
     * all others; then those behind the last sound one are taken back, to be journaled anew by another recovery.
     *
     * @return the state behind the last frame; null when the journal was mended instead and is to be recovered again
     * @throws PipelineException when the journal is damaged, differs from its decisions, or stops the processor
     */
    Recovered finish() {
        decisions = context.journal().appender(QueueName.DECISIONS);
        journaled.passDamage();
        try {
            boolean more;
            do {
                more = next();
            } while (more);
            requireAll(replay.sequence());
            if (!behindLast && !endDecisions()) {
                return null;
            }
        } catch (final ReplayException fault) {
            throw cannot(fault);
        }
        dedup.buildIndex();
        if (processor.lastSequence() > 0) {
            LOG.info("recovered {} frames ({} of them from a snapshot), {} events, {} decisions ({} journaled anew) in {} ms",
                processor.lastSequence(), startSequence, processor.events(), processor.decisions(), appended,
                (context.nanoClock().nanoTime() - startedNanos) / 1_000_000);
        }
        return new Recovered(processor, dedup, recent, Math.max(processor.lastReceivedMs(), decisions.lastReceivedMs()));
    }

    private boolean next() {
        if (!replay.next()) {
            return false;
        }
        remember();
        if (!behindLast) {
            matcher.finish(replay.sequence(), processor);
        }
        return true;
    }

    private static PipelineException cannot(final ReplayException fault) {
        return new PipelineException("the journal cannot be recovered: " + fault.getMessage(), fault);
    }

    @Override
    public void close() {
        replay.close();
        journaled.close();
    }

    @Override
    public void onDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        if (isJournaled(frame, offset, length)) {
            if (!journaled.isPastDamage()) {
                recent.add(journaled.buffer(), 0, journaled.length());
            }
        } else if (behindLast) {
            final int whole = ids.attach(replay.frame(), 0, frame, offset, length);
            append(frame, offset, whole);
            recent.add(frame, offset, whole);
        }
    }

    /** No duplicate is told of it. */
    @Override
    public void onTimerDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        if (!isJournaled(frame, offset, length) && behindLast) {
            append(frame, offset, DecisionIds.attachNone(frame, offset, length));
        }
    }

    /** Behind the last journaled one all are to be appended; while damage is read past, none is yet. */
    private boolean isJournaled(final MutableDirectBuffer frame, final int offset, final int length) {
        if (behindLast) {
            return false;
        }
        if (matcher.match(frame, offset, length)) {
            return true;
        }
        requireAllDecisions();
        behindLast = !journaled.isPastDamage();
        return false;
    }

    private void append(final MutableDirectBuffer frame, final int offset, final int length) {
        final long sequence = Frames.sequence(frame, offset);
        try {
            decisions.append(frame, offset, length, sequence, Frames.received(frame, offset));
            appended++;
        } catch (final JournalException failure) {
            throw new PipelineException("the journal cannot be recovered: a decision on sequence " + sequence
                + ", which the journal lacks, cannot be appended: " + failure.getMessage()
                + "; make room or mend the disk, then start again", failure);
        }
    }

    /** No id is looked up before the end, so each is put aside only. */
    private void remember() {
        if (replay.templateId() != MomentEventDecoder.TEMPLATE_ID) {
            makeRoom();
            return;
        }
        final long eventKey = moment.wrap(replay.frame(), 0).bits(Fact.EVENT_KEY, 0);
        if (eventKey != 0) {
            dedup.put(eventKey, replay.sequence(), moment.received());
        }
    }

    /** Settings may have come that ask for more ids than the start does; what is too much is left out in the end. */
    private void makeRoom() {
        final EngineSettings settings = processor.settings();
        if (settings != null && settings.dedup() > dedup.capacity()) {
            dedup = dedup.resized(settings.dedup());
        }
    }

    /** Where a reader ends before the writer goes on, whatever is appended would never be read. */
    private void requireAll(final long sequence) {
        final long last = context.journal().appender(QueueName.EVENTS).lastSequence();
        if (sequence != last) {
            throw new PipelineException("the journal cannot be recovered: sequence " + (sequence + 1)
                + ": the event cannot be read, nor those behind it, up to " + last + "; restore the folder of events from a copy");
        }
    }

    /**
     * Decisions of events that did not survive a loss of power are taken back: other events will have their sequences. Synced before those
     * are appended, or the next loss of power could leave them with the decisions of the former.
     *
     * @return false when decisions are damaged, and were taken back to be journaled anew
     */
    private boolean endDecisions() {
        final boolean more = journaled.peek();
        requireAllDecisions();
        if (journaled.isPastDamage()) {
            mend();
            return false;
        }
        if (more) {
            final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
            final long lastGood = processor.lastSequence();
            LOG.warn("decisions behind sequence {} are void: their events did not survive", lastGood);
            decisions.append(frame, 0, VoidFrame.write(frame, 0, lastGood), lastGood, decisions.lastReceivedMs());
            decisions.sync();
        }
        return true;
    }

    /** Readers would never come to what is appended behind a place that they cannot step over. */
    private void requireAllDecisions() {
        final long chain = journaled.readToEnd();
        if (decisions == null || chain != decisions.lastChain()) {
            diverged(journaled.sound().sequence() + 1, "the decisions queue cannot be read behind sequence " + journaled.sound().sequence()
                + where() + (decisions == null ? "" : ", though it goes on to " + decisions.lastSequence()));
        }
    }

    /** Synced, as what is taken back must not come to stand again. */
    private void mend() {
        LOG.warn("the decisions queue is damaged behind sequence {}{}, {} records; the others behind it, up to sequence {}, are as the "
            + "events make them: all are taken back by a void frame and journaled anew", journaled.sound().sequence(), where(),
            journaled.damaged(), decisions.lastSequence());
        decisions.takeBack(journaled.sound());
        decisions.sync();
        context.counters().add(Counter.DECISIONS_MENDED, journaled.damaged());
    }

    private String where() {
        return journaled.file().isEmpty() ? "" : ", in " + journaled.file();
    }

    /** Where the journal's first files were removed, what is left goes on from decisions before, so these cannot be made without them. */
    private void diverged(final long sequence, final String reason) {
        final boolean isWhole = context.journal().first(QueueName.EVENTS).equals(FramePosition.START);
        throw new PipelineException("the journal cannot be recovered: sequence " + sequence + ": " + reason
            + "; `replay verify` tells more; " + (isWhole ? "with the folder of decisions moved away they are made anew from the events"
            : "restore the folder of decisions from a copy"));
    }
}
