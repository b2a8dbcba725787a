package dev.inkling.perf.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.SnapshotMaker;
import org.agrona.DirectBuffer;

/**
 * One process's life: an engine on an open journal, the requests that wait for their replies, and a reader of the journal that lags behind.
 * Confined to one thread.
 */
final class Life implements Intake.Results {
    /** The least there is: some sixty decisions. */
    private static final int RESULT_BYTES = 65_536;
    private static final int VISITOR = -7;

    private final Journal journal;
    private final Pipeline pipeline;
    private final Intake intake;
    private final FrameBatch batch;
    private final Model model;
    private final Trace trace;
    private final Intake.Durability durability;
    private final long floorMs;
    private final boolean isWallClock;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final List<Sent> unsure = new ArrayList<>();
    private final FramePoller lagging;
    private boolean isFailed;
    private int lagged;
    private long dropped;
    private byte[] visitor;

    /**
     * A life that has begun.
     *
     * @param journal  open, without a watcher
     * @param pipeline started
     * @param setup    it was started with
     * @param model    of the run
     * @param trace    of the run
     */
    Life(final Journal journal, final Pipeline pipeline, final Setup setup, final Model model, final Trace trace) {
        this.journal = journal;
        this.pipeline = pipeline;
        this.model = model;
        this.trace = trace;
        durability = setup.durability();
        isWallClock = setup.isWallClock();
        floorMs = Math.max(0, Math.max(model.lastReceived(), model.lastDecidedReceived()));
        intake = pipeline.openIntake(RESULT_BYTES, () -> { });
        batch = new FrameBatch(setup.requestEvents());
        lagging = journal.poller(QueueName.EVENTS);
    }

    /** Sends a request; false when the engine takes no more. */
    boolean send(final Request request, final Faults faults) {
        batch.clear();
        final int middle = request.events().size() / 2;
        for (int i = 0; i < request.events().size(); i++) {
            if (i == middle) {
                request.configuration().forEach(this::add);
            }
            add(request.events().get(i).frame());
        }
        faults.request(request);
        final Intake.Offer offer = intake.offer(batch, request.number(), 0);
        faults.request(null);
        faults.rethrow();
        if (offer != Intake.Offer.TAKEN) {
            Expectation.that(offer == Intake.Offer.STOPPED && faults.isFailed(), "request %d was answered %s", request.number(), offer);
            unsure.addAll(request.events());
            return false;
        }
        waiting.add(request);
        if (faults.isFailed()) {
            request.fail();
            isFailed = true;
        } else if (!faults.isDead()) {
            request.finish();
        }
        return true;
    }

    private void add(final byte[] frame) {
        batch.buffer().putBytes(batch.nextOffset(), frame);
        batch.commit(frame.length);
    }

    /** Takes the results that are there. */
    void drain() {
        intake.drain(this);
        // nothing is under way: what has not come back has no reply
        while (!waiting.isEmpty()) {
            drop(waiting.remove());
        }
        Expectation.that(pipeline.counters().get(Counter.REPLIES_DROPPED) == dropped, "%d replies were dropped, %d are missing",
            pipeline.counters().get(Counter.REPLIES_DROPPED), dropped);
    }

    private void drop(final Request request) {
        dropped++;
        trace.fault(Fault.REPLY_DROPPED);
        unsure.addAll(request.events());
    }

    @Override
    public void onDecision(final int number, final int generation, final DirectBuffer frame, final int offset, final int length,
                           final boolean replayed, final long latencyNanos) {
        while (waiting.element().number() != number) {
            drop(waiting.remove());
        }
        waiting.element().tell(StoredFrame.copy(frame, offset, length), replayed);
    }

    @Override
    public void onComplete(final int number, final int generation, final int accepted, final int duplicates, final int refused,
                           final Intake.Durability told) {
        while (waiting.element().number() != number) {
            drop(waiting.remove());
        }
        final Request request = waiting.remove();
        trace.note("request %d: %d accepted, %d duplicates, %d refused, %d decisions", number, accepted, duplicates, refused,
            request.told().size());
        if (request.isUncertain()) {
            Expectation.that(accepted + duplicates + refused == request.frames(), "request %d of %d: %d accepted, %d duplicates, %d "
                + "refused", number, request.frames(), accepted, duplicates, refused);
            if (refused == 0) {
                request.events().forEach(event -> model.acknowledge(event, told));
            } else {
                unsure.addAll(request.events());
            }
        } else {
            request.check(accepted, duplicates, refused);
            Expectation.that(told == durability || isFailed, "request %d: %s, expected %s", number, told, durability);
            if (told == Intake.Durability.SYNCED) {
                request.kept().forEach(sequence -> Expectation.that(isFailed || model.isSynced(sequence),
                    "request %d was called synced, and sequence %d or its decisions are not", number, sequence));
            }
            request.keptEvents().forEach(event -> model.acknowledge(event, told));
            unsure.addAll(request.otherEvents());
        }
        request.told().forEach(model::tell);
    }

    /** Asks for a visitor's state and compares it with the twin's. */
    void query(final long key) {
        if (isWallClock) {
            pipeline.tick();
        }
        visitor = null;
        intake.query(key, VISITOR, 0);
        intake.drain(this);
        final byte[] expected = model.twin().visitor(key, isWallClock ? model.lastReceived() : Math.max(floorMs, model.lastReceived()));
        trace.note("visitor: %d bytes", expected.length);
        Expectation.that(Arrays.equals(expected, visitor), "the state of visitor %x differs from the twin's", key);
    }

    @Override
    public void onVisitor(final int number, final int generation, final DirectBuffer state, final int offset, final int length) {
        visitor = new byte[length];
        state.getBytes(offset, visitor);
    }

    /** Journals a tick if time has passed. */
    void tick() {
        pipeline.tick();
    }

    /** The reader that lags behind reads some frames: they must be those that were appended. */
    void lag(final int most) {
        for (int i = 0; i < most && lagging.poll(); i++) {
            final int length = lagging.length();
            final StoredFrame frame = length < Frames.PREFIX_BYTES || length > Frames.MAX_FRAME_BYTES ? null
                : StoredFrame.copy(lagging.buffer(), 0, length);
            if (frame != null && QueueReader.isWhole(frame)) {
                Expectation.that(lagged < model.eventFrames() && frame.equals(model.eventFrame(lagged)),
                    "a slow reader finds %s as frame %d", frame, lagged);
                lagged++;
            }
        }
    }

    /** Makes a snapshot, as a process beside the server does. */
    void snapshot(final Snapshots snapshots) {
        try {
            final SnapshotMaker.Result made = new SnapshotMaker(journal, snapshots).make(sequence -> { });
            trace.fault(Fault.SNAPSHOT, made.isMade() ? 1 : 0);
            trace.note("snapshot of sequence %d, %d frames replayed, %d kept", made.sequence(), made.replayed(), made.kept().size());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops in order. */
    void stop() {
        pipeline.close();
    }

    /** Lets go of the journal. Requests that got no reply are of an unknown fate. */
    void end() {
        lagging.close();
        journal.close();
        waiting.forEach(request -> unsure.addAll(request.events()));
        waiting.clear();
    }

    /** Events that were refused or are of unknown fate: their storefront will send them again. */
    List<Sent> unsure() {
        return unsure;
    }

    /** Whether requests wait for their replies. */
    boolean isBehind() {
        return !waiting.isEmpty();
    }
}
