package dev.inkling.ring;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;

/**
 * Drives a processor from the events queue of a journal, frame by frame, each checked for its bytes, its chain and its place. For
 * recovery, verification and whatever else asks an old journal something. Confined to one thread.
 */
public final class JournalReplay implements AutoCloseable {
    private final MomentProcessor processor;
    private final FrameSink decisions;
    private final CheckedPoller events;
    private final SkippedSequences skipped;
    private boolean processed;

    /**
     * A replay from the first frame on.
     *
     * @param journal   to read
     * @param processor fresh
     * @param decisions takes what the processor decides, during {@link #next()}
     */
    public JournalReplay(final Journal journal, final MomentProcessor processor, final FrameSink decisions) {
        this(journal, processor, decisions, FramePosition.START);
    }

    /**
     * A replay from a place on.
     *
     * @param journal   to read
     * @param processor in the state that it has there
     * @param decisions takes what the processor decides, during {@link #next()}
     * @param behind    the place, in the events
     */
    JournalReplay(final Journal journal, final MomentProcessor processor, final FrameSink decisions, final FramePosition behind) {
        this.processor = processor;
        this.decisions = decisions;
        skipped = new SkippedSequences(journal, behind);
        events = new CheckedPoller(journal, QueueName.EVENTS, behind);
    }

    /**
     * Processes the next frame.
     *
     * @return false when there is none
     * @throws ReplayException when it is damaged, out of its place, or stops the processor
     */
    public boolean next() {
        if (!events.poll()) {
            if (events.verdict() != FrameVerdict.OK) {
                throw new ReplayException(events.lastSequence() + 1, "the event is damaged (" + events.verdict() + ")");
            }
            return false;
        }
        processed = !skipped.contains(events.lastSequence());
        try {
            if (processed) {
                processor.onFrame(events.buffer(), 0, events.length(), decisions);
            } else {
                processor.pass(events.buffer(), 0);
            }
        } catch (final ProcessorException failure) {
            throw new ReplayException(failure.sequence(), "the event stops the processor: " + failure.getMessage()
                + "; to go on without it, serve with --skip " + failure.sequence(), failure);
        }
        return true;
    }

    /**
     * Whether the last frame was given to the processor rather than skipped.
     *
     * @return true when it was
     */
    public boolean processed() {
        return processed;
    }

    /**
     * The last frame.
     *
     * @return holds it from index 0, until {@link #next()} is called again
     */
    public DirectBuffer frame() {
        return events.buffer();
    }

    /**
     * Length of the last frame.
     *
     * @return bytes
     */
    public int length() {
        return events.length();
    }

    /**
     * Sequence of the last frame.
     *
     * @return the sequence, 0 before the first
     */
    public long sequence() {
        return events.lastSequence();
    }

    /**
     * The place behind the last frame. Makes an object.
     *
     * @return where a later replay can go on
     */
    FramePosition position() {
        return events.position();
    }

    /**
     * Template of the last frame.
     *
     * @return its id
     */
    public int templateId() {
        return Frames.templateId(events.buffer(), 0);
    }

    @Override
    public void close() {
        events.close();
    }
}
