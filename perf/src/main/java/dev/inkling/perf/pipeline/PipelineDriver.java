package dev.inkling.perf.pipeline;

import java.util.concurrent.locks.LockSupport;

import dev.inkling.journal.FrameBatch;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import org.agrona.DirectBuffer;

/**
 * Offers a stream to a pipeline as fast as it takes it, the way an event loop does: in batches, with a bounded number of requests whose
 * results are still out. Allocates nothing once made. Confined to one thread.
 */
public final class PipelineDriver implements Intake.Results {
    private static final int RESULT_BYTES = 4 << 20;
    private static final int MOST_OUT = 128;
    private static final int SPINS = 20;
    /** An eightieth of what is out lasts longer, so the handlers never wait for this. */
    private static final long PAUSE_NANOS = 500_000;

    private final FrameStream stream;
    private final Intake intake;
    private final FrameBatch batch;
    private int out;
    private int request;
    private long offered;
    private long accepted;
    private long duplicates;
    private long refused;
    private long decisions;
    private long full;

    /**
     * A driver.
     *
     * @param pipeline    takes the events
     * @param stream      of moments
     * @param batchEvents events an offer
     */
    public PipelineDriver(final Pipeline pipeline, final FrameStream stream, final int batchEvents) {
        this.stream = stream;
        this.batch = new FrameBatch(batchEvents);
        this.intake = pipeline.openIntake(RESULT_BYTES, () -> { });
    }

    /** Offers one batch and waits for room if need be. */
    public void send() {
        batch.clear();
        for (int i = 0; i < batch.capacity(); i++) {
            stream.next();
            stream.copyTo(batch);
        }
        awaitAtMost(MOST_OUT - 1);
        for (int spins = 0;; spins++) {
            final Intake.Offer offer = intake.offer(batch, request, 0);
            if (offer == Intake.Offer.TAKEN) {
                break;
            }
            if (offer != Intake.Offer.RING_FULL) {
                throw new IllegalStateException("the pipeline answered " + offer);
            }
            full++;
            pause(spins);
            intake.drain(this);
        }
        request = request + 1 & MOST_OUT - 1;
        out++;
        offered += batch.count();
    }

    /** Waits for all results. */
    public void finish() {
        awaitAtMost(0);
        if (accepted != offered) {
            throw new IllegalStateException("offered " + offered + ", accepted " + accepted + ", duplicates " + duplicates
                + ", refused " + refused);
        }
    }

    /**
     * Events that came back as journaled.
     *
     * @return count
     */
    public long accepted() {
        return accepted;
    }

    /**
     * Decisions that came back.
     *
     * @return count
     */
    public long decisions() {
        return decisions;
    }

    /**
     * Offers that found the ring full.
     *
     * @return count
     */
    public long full() {
        return full;
    }

    private void awaitAtMost(final int most) {
        intake.drain(this);
        for (int spins = 0; out > most; spins++) {
            pause(spins);
            intake.drain(this);
        }
    }

    /** Leaves the core to others after a while, as an event loop does that has nothing to read: there may be only two. */
    private static void pause(final int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public void onDecision(final int id, final int generation, final DirectBuffer frame, final int offset, final int length,
                           final boolean replayed, final long latencyNanos) {
        decisions++;
    }

    @Override
    public void onComplete(final int id, final int generation, final int acceptedEvents, final int duplicateEvents,
                           final int refusedEvents, final Intake.Durability durability) {
        out--;
        accepted += acceptedEvents;
        duplicates += duplicateEvents;
        refused += refusedEvents;
    }

    @Override
    public void onVisitor(final int id, final int generation, final DirectBuffer state, final int offset, final int length) {
        throw new IllegalStateException("nobody asked");
    }
}
