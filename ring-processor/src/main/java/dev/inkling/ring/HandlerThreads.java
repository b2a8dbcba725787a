package dev.inkling.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import dev.inkling.journal.Threads;

/** The handlers behind the ring, on as many threads as the mode says. */
final class HandlerThreads {
    private static final long DRAIN_PARK_NANOS = 100_000;

    private final RingBuffer<Slot> ring;
    private final PipelineState state;
    private final int batchSlots;
    private final List<BatchEventProcessor<Slot>> processors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    /** Last slot that the last handler finished. */
    private final Sequence finished;
    private final Invoker invoker;

    /**
     * Wires the handlers; none runs yet.
     *
     * @param context   with mode and batch size
     * @param ring      to gate
     * @param state     to fail
     * @param journal   first
     * @param moments   second
     * @param decisions last
     */
    HandlerThreads(
        final PipelineContext context,
        final RingBuffer<Slot> ring,
        final PipelineState state,
        final JournalHandler journal,
        final MomentHandler moments,
        final DecisionHandler decisions) {
        this.ring = ring;
        this.state = state;
        batchSlots = context.batchSlots();
        final SharedHandler shared = new SharedHandler(ring, journal, moments, decisions);
        switch (context.threadMode()) {
            case DEDICATED -> {
                add("inkling-journal", ring.newBarrier(), new JournalStage(ring, journal));
                add("inkling-moments", ring.newBarrier(last()), new MomentStage(ring, moments));
                moments.publishTo(last());
                add("inkling-decisions", ring.newBarrier(last()), new DecisionStage(decisions));
                finished = last();
                invoker = null;
            }
            case SHARED -> {
                add("inkling-handlers", ring.newBarrier(), shared);
                finished = last();
                invoker = null;
            }
            default -> {
                finished = new Sequence();
                invoker = new Invoker(ring, shared, batchSlots, finished);
            }
        }
        ring.addGatingSequences(finished);
    }

    private void add(final String name, final SequenceBarrier barrier, final EventHandler<Slot> handler) {
        final BatchEventProcessor<Slot> processor =
            new BatchEventProcessorBuilder().setMaxBatchSize(batchSlots).build(ring, barrier, handler);
        processor.setExceptionHandler(new LoudExceptionHandler(state));
        processors.add(processor);
        final Thread thread = new Thread(processor, name);
        thread.setDaemon(true);
        threads.add(thread);
    }

    private Sequence last() {
        return processors.get(processors.size() - 1).getSequence();
    }

    /** Starts the threads, if there are any. */
    void start() {
        threads.forEach(Thread::start);
    }

    /** Waits until all that is published is finished, then ends the threads. To be called when nothing more is published. */
    void drainAndStop() {
        if (invoker != null) {
            invoker.run();
        }
        while (finished.get() < ring.getCursor()) {
            LockSupport.parkNanos(DRAIN_PARK_NANOS);
        }
        processors.forEach(BatchEventProcessor::halt);
        threads.forEach(Threads::join);
    }

    /**
     * Runs the handlers on the offering thread.
     *
     * @return null when they have threads of their own
     */
    Invoker invoker() {
        return invoker;
    }

    /**
     * The handlers' threads.
     *
     * @return in the order of the handlers
     */
    List<Thread> threads() {
        return threads;
    }
}
