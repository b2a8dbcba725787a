package dev.inkling.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import com.lmax.disruptor.RingBuffer;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.scoring.RuleFigures;
import dev.inkling.scoring.RuleMeter;
import org.HdrHistogram.Histogram;

/** The pipeline: a recovered engine, its ring and handlers, and the intakes. */
final class RingPipeline implements Pipeline {
    private final PipelineContext context;
    private final Recovered recovered;
    private final PipelineState state = new PipelineState();
    private final LatencyTracker latency = new LatencyTracker();
    private final RuleMeter meter;
    private final RingBuffer<Slot> ring;
    private final JournalHandler journalHandler;
    private final MomentHandler momentHandler;
    private final DecisionHandler decisionHandler;
    private final HandlerThreads threads;
    private final Ticker ticker;
    private final List<RingIntake> intakes = new CopyOnWriteArrayList<>();
    private final RingIntake ticks;
    private final RunningConfiguration running;
    private final Reloads reloads;
    private final FrameBatch tickBatch = TickFrames.batch();
    private boolean closed;

    /**
     * Sets the ring up and starts the handlers.
     *
     * @param context   concluded
     * @param recovered what the journal came to
     */
    RingPipeline(final PipelineContext context, final Recovered recovered) {
        this.context = context;
        this.recovered = recovered;
        final Counters counters = context.counters();
        final DecisionLane lane = new DecisionLane();
        final JournalClock clock = recovered.isWallClock()
            ? new JournalClock(context.nanoClock(), context.epochClock(), recovered.lastReceivedMs()) : null;
        journalHandler = new JournalHandler(context.journal(), recovered.dedup(), clock, recovered.lastReceivedMs(),
            context.durability() == Intake.Durability.SYNCED, state, counters);
        final TimerBacklog backlog = new TimerBacklog();
        running = new RunningConfiguration(recovered.processor());
        meter = new RuleMeter(context.nanoClock()::nanoTime);
        recovered.processor().engine().meterBy(meter);
        momentHandler = new MomentHandler(recovered.processor(), running, lane, context.checkpointEvents(), backlog, state, counters);
        decisionHandler = new DecisionHandler(context.journal(), lane, recovered.recent(), context.durability(), latency,
            context.nanoClock(), state, counters);
        ring = RingBuffer.createMultiProducer(
            new SlotFactory(context.ringSlots()), context.ringSlots(), context.waitKind().strategy());
        threads = new HandlerThreads(context, ring, state, journalHandler, momentHandler, decisionHandler);
        ticks = intake(RingIntake.RESULT_BYTES_MIN, () -> { });
        reloads = new Reloads(running, wakeUp -> openIntake(RingIntake.RESULT_BYTES_MIN, wakeUp), context, state);
        ticker = clock == null || context.threadMode() == ThreadMode.INVOKER
            ? null : new Ticker(this, journalHandler, context.nanoClock(), context.tickMs(), backlog);
        threads.start();
        if (ticker != null) {
            ticker.start();
        }
    }

    private RingIntake intake(final int resultBytes, final Runnable wakeUp) {
        return new RingIntake(ring, state, context.counters(), context.nanoClock(), context.offerFrames(), resultBytes, wakeUp,
            threads.invoker(), context.durability() == Intake.Durability.SYNCED);
    }

    @Override
    public RingIntake openIntake(final int resultBytes, final Runnable wakeUp) {
        final RingIntake intake = intake(resultBytes, wakeUp);
        intakes.add(intake);
        return intake;
    }

    @Override
    public synchronized boolean tick() {
        return recovered.isWallClock() && ticks.offer(tickBatch, Intake.NO_REQUEST, 0) == Intake.Offer.TAKEN;
    }

    @Override
    public Counters counters() {
        context.counters().set(Counter.JOURNAL_BLOCKS, context.journal().blocksMapped());
        context.counters().set(Counter.RING_DEPTH, context.ringSlots() - ring.remainingCapacity());
        return context.counters();
    }

    @Override
    public Histogram latency() {
        return latency.snapshot();
    }

    @Override
    public List<RuleFigures> ruleFigures() {
        return meter.figures();
    }

    @Override
    public Readiness readiness() {
        final List<String> reasons = new ArrayList<>();
        if (state.failed()) {
            reasons.add(state.failure());
        } else if (!state.accepts()) {
            reasons.add("closing");
        } else if (context.journal().isDiskLow()) {
            reasons.add("disk low: the journal's disk has too little room, and events are refused until there is more");
        }
        final List<String> warnings = new ArrayList<>(context.journal().warnings());
        final long steps = context.counters().get(Counter.CLOCK_STEPS);
        if (steps > 0) {
            warnings.add("the wall clock stepped " + steps + " times and is " + context.counters().get(Counter.CLOCK_OFFSET)
                + " ms off the journal's clock, which follows slowly: restart to follow at once");
        }
        return new Readiness(reasons.isEmpty(), reasons, warnings);
    }

    @Override
    public String typeName(final int type) {
        return running.view().typeName(type);
    }

    @Override
    public ConfigurationInForce configuration() {
        return running.view();
    }

    @Override
    public Reload check(final UnaryOperator<ConfigurationTexts> change) {
        return reloads.check(change);
    }

    @Override
    public Reload reload(final UnaryOperator<ConfigurationTexts> change) {
        return reloads.reload(change);
    }

    @Override
    public List<String> memory() {
        return recovered.memory(context);
    }

    /**
     * The handlers' threads, for measurements.
     *
     * @return none in mode INVOKER
     */
    List<Thread> handlerThreads() {
        return threads.threads();
    }

    /**
     * The processor; to be read when no handler runs.
     *
     * @return it
     */
    MomentProcessor processor() {
        return recovered.processor();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        state.close();
        if (ticker != null) {
            ticker.stop();
        }
        intakes.forEach(RingIntake::awaitOffer);
        ticks.awaitOffer();
        threads.drainAndStop();
        final CheckpointFrame checkpoint = momentHandler.closingCheckpoint();
        if (checkpoint != null) {
            decisionHandler.close(checkpoint);
        }
        sync(QueueName.EVENTS);
        sync(QueueName.DECISIONS);
        sync(QueueName.DEAD_LETTERS);
    }

    private void sync(final QueueName queue) {
        try {
            context.journal().appender(queue).sync();
        } catch (final JournalException failure) {
            state.fail("journal failed: sync of " + queue.folder() + " at the end: " + failure.getMessage(), failure);
        }
    }
}
