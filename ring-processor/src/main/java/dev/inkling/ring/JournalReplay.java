package dev.inkling.ring;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;

/**
 * Drives a processor from the events queue of a journal, frame by frame, each checked for its bytes, its chain and its place. For
 * recovery, verification and whatever else asks an old journal something. Some frames are read ahead, and what they will need is fetched
 * together; what is told here is always about the last one that was processed. Confined to one thread.
 */
public final class JournalReplay implements AutoCloseable {
    private final MomentProcessor processor;
    private final FrameSink decisions;
    private final CheckedPoller events;
    private final FramesAhead frames;
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
        this(journal, FramePosition.START, processor, decisions);
    }

    /**
     * A replay from a place on.
     *
     * @param journal   to read
     * @param behind    the place
     * @param processor in the state behind that place
     * @param decisions takes what the processor decides, during {@link #next()}
     * @throws JournalException when that place is not there
     */
    public JournalReplay(final Journal journal, final FramePosition behind, final MomentProcessor processor, final FrameSink decisions) {
        this.processor = processor;
        this.decisions = decisions;
        skipped = new SkippedSequences(journal, behind);
        events = new CheckedPoller(journal, QueueName.EVENTS, behind);
        frames = new FramesAhead(events, behind, MomentProcessor.AHEAD);
    }

    /**
     * Processes the next frame.
     *
     * @return false when there is none; a later call may find one
     * @throws ReplayException  when it is damaged, out of its place, or stops the processor
     * @throws JournalException when it cannot be read
     */
    public boolean next() {
        if (!frames.next()) {
            if (!readAhead()) {
                return false;
            }
            frames.next();
        }
        process(frames.buffer(), frames.length());
        return true;
    }

    private boolean readAhead() {
        final int count = frames.read();
        if (count == 0) {
            if (events.verdict() != FrameVerdict.OK) {
                throw new ReplayException(events.lastSequence() + 1, "the event is damaged (" + events.verdict() + ")");
            }
            return false;
        }
        for (int ahead = 1; ahead <= count; ahead++) {
            processor.expect(frames.peek(ahead), 0);
        }
        processor.fetch();
        return true;
    }

    private void process(final DirectBuffer frame, final int length) {
        processed = !skipped.contains(Frames.sequence(frame, 0));
        try {
            if (processed) {
                processor.onFrame(frame, 0, length, decisions);
            } else {
                processor.pass(frame, 0);
            }
        } catch (final ProcessorException failure) {
            throw new ReplayException(failure.sequence(), "the event stops the processor: " + failure.getMessage()
                + "; to go on without it, serve with --skip " + failure.sequence(), failure);
        }
    }

    /**
     * The last frame.
     *
     * @return holds it from index 0, until {@link #next()} is called again
     */
    public DirectBuffer frame() {
        return frames.buffer();
    }

    /**
     * Length of the last frame.
     *
     * @return bytes
     */
    public int length() {
        return frames.length();
    }

    /**
     * Sequence of the last frame.
     *
     * @return the sequence; before the first that of the place where the replay began
     */
    public long sequence() {
        return frames.sequence();
    }

    /**
     * The place behind the last frame. Makes an object.
     *
     * @return where a later replay may go on
     */
    public FramePosition position() {
        return frames.position();
    }

    /**
     * Template of the last frame.
     *
     * @return its id
     */
    public int templateId() {
        return Frames.templateId(frames.buffer(), 0);
    }

    @Override
    public void close() {
        events.close();
    }
}
