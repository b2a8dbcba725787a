package dev.inkling.ring;

import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.Sequencer;
import org.agrona.MutableDirectBuffer;

/**
 * Second of the three: gives journaled frames to the processor and its decisions to the lane; answers queries between them. A broken
 * invariant stops the processor for good. Confined to one thread.
 */
final class MomentHandler implements FrameSink {
    private final MomentProcessor processor;
    private final DecisionLane lane;
    private final int checkpointEvents;
    private final TimerBacklog backlog;
    private final PipelineState state;
    private final RunningConfiguration running;
    private final ProcessorCounters shown;
    private final CheckpointFrame checkpoint = new CheckpointFrame();
    private Explanations explanations;
    private boolean stopped;
    private long slotFrom;
    private long timersTo;
    /** Where to publish the last finished slot early; null when the decision handler runs on this thread. */
    private Sequence published;
    private long checkpointedEvents;
    private long finished = Sequencer.INITIAL_CURSOR_VALUE;

    /**
     * A handler over a recovered processor.
     *
     * @param processor        to drive
     * @param running          to show what it works by
     * @param lane             to fill
     * @param checkpointEvents events between two checkpoints
     * @param backlog          told whether due timers are left
     * @param state            to read and to fail
     * @param counters         to show
     */
    MomentHandler(
        final MomentProcessor processor,
        final RunningConfiguration running,
        final DecisionLane lane,
        final int checkpointEvents,
        final TimerBacklog backlog,
        final PipelineState state,
        final Counters counters) {
        this.backlog = backlog;
        this.processor = processor;
        this.running = running;
        this.lane = lane;
        this.checkpointEvents = checkpointEvents;
        this.state = state;
        checkpointedEvents = processor.events();
        shown = new ProcessorCounters(processor, counters);
        shown.show();
    }

    /**
     * Lets the handler tell the next one how far it is in mid-batch, when the lane is full and only that one can make room.
     *
     * @param sequence of this handler
     */
    void publishTo(final Sequence sequence) {
        published = sequence;
    }

    /**
     * Asks memory for what journaled slots will take; see {@link MomentProcessor#fetch}.
     *
     * @param ring of the slots
     * @param from first slot, journaled or refused
     * @param to   last slot, at most {@link MomentProcessor#AHEAD} in all
     */
    void fetch(final RingBuffer<Slot> ring, final long from, final long to) {
        if (stopped || from == to) {
            return;
        }
        for (long sequence = from; sequence <= to; sequence++) {
            final Slot slot = ring.get(sequence);
            if (slot.outcome == Slot.ACCEPTED) {
                processor.expect(slot.buffer, slot.offset);
            }
        }
        processor.fetch();
    }

    /**
     * Processes what a slot holds.
     *
     * @param slot         journaled
     * @param ringSequence of the slot
     */
    void onSlot(final Slot slot, final long ringSequence) {
        slotFrom = lane.added();
        slot.laneFrom = slotFrom;
        timersTo = slotFrom;
        if (slot.outcome == Slot.ACCEPTED) {
            if (stopped) {
                slot.outcome = Slot.REFUSED;
            } else {
                process(slot);
            }
        } else if (slot.outcome == Slot.DUPLICATE && slot.explain) {
            slot.explanation = explanations().ofDuplicate(slot);
        } else if (slot.kind == Slot.QUERY) {
            slot.length = stopped ? 0 : processor.query(slot.visitorKey, slot.receivedMs, slot.buffer, slot.offset);
        }
        slot.laneTimers = timersTo;
        slot.laneTo = lane.added();
        finished = ringSequence;
    }

    private void process(final Slot slot) {
        try {
            final long before = processor.events();
            if (slot.explain) {
                slot.explanation = explanations().of(slot, this);
            } else {
                processor.onFrame(slot.buffer, slot.offset, slot.length, this);
            }
            if (processor.events() == before) {
                running.look();
            } else if (processor.events() % checkpointEvents == 0) {
                checkpoint.write(processor);
                checkpointedEvents = processor.events();
                onDecision(checkpoint.buffer(), 0, CheckpointFrame.BYTES);
            }
        } catch (final Throwable failure) {
            stop(slot, failure);
        }
    }

    private Explanations explanations() {
        if (explanations == null) {
            explanations = new Explanations(processor);
        }
        return explanations;
    }

    private void stop(final Slot slot, final Throwable failure) {
        stopped = true;
        slot.outcome = Slot.REFUSED;
        lane.rewind(slotFrom);
        timersTo = slotFrom;
        state.fail("the processor stopped: " + (failure instanceof ProcessorException
            ? failure.getMessage() + "; nothing more is accepted: to go on without this event, start again with --skip " + slot.sequence
            : "sequence " + slot.sequence + ": " + failure + "; nothing more is accepted: start again, which decides on it anew"), failure);
    }

    @Override
    public void onDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        if (!lane.hasRoom()) {
            awaitRoom();
        }
        lane.add(frame, offset, length);
    }

    @Override
    public void onTimerDecision(final MutableDirectBuffer frame, final int offset, final int length) {
        onDecision(frame, offset, length);
        timersTo = lane.added();
    }

    private void awaitRoom() {
        if (published == null || lane.added() - slotFrom >= DecisionLane.PLACES) {
            throw new IllegalStateException("one frame caused more than " + DecisionLane.PLACES + " decisions");
        }
        published.set(finished);
        while (!lane.hasRoom()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while the decision handler was behind");
            }
            LockSupport.parkNanos(1_000);
        }
    }

    /** Shows the totals, and asks for a frame when due timers are left. */
    void onBatchEnd() {
        shown.show();
        backlog.set(!stopped && processor.areTimersDue());
    }

    /**
     * The checkpoint to end with. On the closing thread, when no handler runs any more.
     *
     * @return it, or null when there was no event since the last one or the processor stopped
     */
    CheckpointFrame closingCheckpoint() {
        if (stopped || processor.events() == checkpointedEvents) {
            return null;
        }
        checkpoint.write(processor);
        return checkpoint;
    }
}
