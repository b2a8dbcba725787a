package dev.inkling.ingest.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.ingest.ServerContext;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.Storefronts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import dev.inkling.ring.Intake;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.ReloadException;
import io.netty.channel.EventLoop;
import org.agrona.DirectBuffer;

/**
 * One event loop with all that it needs to take events: its intake, the batch in which it prepares frames, and the requests that await
 * results. Everything here is confined to the loop's thread.
 */
public final class IngestLoop implements Intake.Results {
    /** Room for results on their way back: 1 MiB holds some thousand decisions. */
    private static final int RESULT_BYTES = 1 << 20;
    private static final long SWEEP_MS = 250;
    private static final long IDLE_POLL_NS = 1_000_000;

    private final EventLoop eventLoop;
    private final ServerContext context;
    private final Counters counters;
    private final Intake intake;
    private final KeyMaker keys;
    private final FrameBatch batch;
    private final RemarkCount remarks;
    private final PendingTable pending;
    private final List<Runnable> flushes = new ArrayList<>();
    private final List<Sweep> sweeps = new ArrayList<>();
    private final Pipeline pipeline;
    private Storefronts storefronts = Storefronts.DEFAULT;
    private boolean isSettled;
    private long bufferedBytes;

    /** Looks after something once in a while. */
    @FunctionalInterface
    public interface Sweep {
        /**
         * Called a few times a second on the loop's thread.
         *
         * @param nowNs by {@link System#nanoTime()}
         */
        void onSweep(long nowNs);
    }

    /**
     * Opens the loop's way into the ring.
     *
     * @param eventLoop runs it
     * @param pipeline  takes its frames
     * @param context   of the server
     * @param secret    identity secret, 32 hex digits
     */
    public IngestLoop(final EventLoop eventLoop, final Pipeline pipeline, final ServerContext context, final String secret) {
        this.eventLoop = eventLoop;
        this.context = context;
        this.pipeline = pipeline;
        this.counters = pipeline.counters();
        this.keys = new KeyMaker(secret);
        this.batch = new FrameBatch(context.batchFrames());
        this.remarks = new RemarkCount(counters);
        this.pending = new PendingTable(context.pendingRequests());
        final WakeUp wakeUp = new WakeUp();
        wakeUp.bind(eventLoop, this::drain);
        this.intake = pipeline.openIntake(RESULT_BYTES, wakeUp);
    }

    /** Begins to look after time-outs. */
    public void start() {
        eventLoop.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Where the frames of one request are prepared.
     *
     * @return the batch, always the same one
     */
    public FrameBatch batch() {
        return batch;
    }

    /**
     * Makes keys.
     *
     * @return the loop's own key maker
     */
    public KeyMaker keys() {
        return keys;
    }

    /**
     * The storefronts that there are: the same from the time on when the pipeline takes events.
     *
     * @return the default one alone while this is a standby
     */
    public Storefronts storefronts() {
        if (!isSettled) {
            settle();
        }
        return storefronts;
    }

    private void settle() {
        try {
            storefronts = new Storefronts(pipeline.configuration().storefronts());
            isSettled = true;
        } catch (final ReloadException following) {
            // Nothing is taken yet, whosever it is.
        }
    }

    /**
     * What the loop runs in.
     *
     * @return context of the server
     */
    public ServerContext context() {
        return context;
    }

    /**
     * Where to count.
     *
     * @return the counters of the whole engine
     */
    public Counters counters() {
        return counters;
    }

    /**
     * The loop's thread, for tasks.
     *
     * @return Netty's event loop
     */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /**
     * Puts the batch into the ring, for nobody to wait.
     *
     * @return how it went
     */
    public Intake.Offer offer() {
        return counted(intake.offer(batch, Intake.NO_REQUEST, 0));
    }

    /**
     * Puts the batch into the ring, and has the first moments explained.
     *
     * @param reply     gets the results unless this fails
     * @param explained so many moments
     * @return how it went; {@code RING_FULL} also when too many requests await results
     */
    public Intake.Offer offer(final PendingReply reply, final int explained) {
        final int entry = pending.add(reply, deadlineNs());
        if (entry == PendingTable.FULL) {
            return Intake.Offer.RING_FULL;
        }
        final int generation = pending.generation(entry);
        final Intake.Offer offer = counted(intake.offer(batch, entry, generation, explained));
        if (offer != Intake.Offer.TAKEN) {
            pending.remove(entry, generation);
        }
        return offer;
    }

    private Intake.Offer counted(final Intake.Offer offer) {
        if (offer == Intake.Offer.TAKEN) {
            remarks.count(batch);
        }
        return offer;
    }

    /**
     * Asks for a visitor's state.
     *
     * @param visitorKey whose
     * @param reply      gets the answer unless this fails
     * @return how it went; {@code RING_FULL} also when too many requests await results
     */
    public Intake.Offer query(final long visitorKey, final PendingReply reply) {
        final int entry = pending.add(reply, deadlineNs());
        if (entry == PendingTable.FULL) {
            return Intake.Offer.RING_FULL;
        }
        final int generation = pending.generation(entry);
        final Intake.Offer offer = intake.query(visitorKey, entry, generation);
        if (offer != Intake.Offer.TAKEN) {
            pending.remove(entry, generation);
        }
        return offer;
    }

    /**
     * Waits until no request awaits results. For any thread but the loop's own.
     *
     * @param endNs when to give up, by {@link System#nanoTime()}
     * @return requests that still do
     */
    int awaitIdle(final long endNs) {
        int left = 1;
        while (left > 0 && System.nanoTime() - endNs < 0) {
            left = eventLoop.submit(pending::size).syncUninterruptibly().getNow();
            LockSupport.parkNanos(IDLE_POLL_NS);
        }
        return left;
    }

    /**
     * Asks for something to be done once the results at hand are all handed out, such as one flush for many replies.
     *
     * @param flush run once
     */
    public void afterResults(final Runnable flush) {
        flushes.add(flush);
    }

    /**
     * Lets somebody look after time-outs.
     *
     * @param sweep called a few times a second
     */
    public void addSweep(final Sweep sweep) {
        sweeps.add(sweep);
    }

    /**
     * Takes note of bytes that the loop holds for requests that are not whole or not due.
     *
     * @param bytes more, or fewer when negative
     * @return whether the bound is kept
     */
    public boolean buffer(final long bytes) {
        bufferedBytes += bytes;
        return bufferedBytes <= context.bufferedBytes();
    }

    @Override
    public void onDecision(final int request, final int generation, final DirectBuffer frame, final int offset, final int length,
                           final boolean replayed, final long latencyNanos) {
        final PendingReply reply = pending.get(request, generation);
        if (reply != null) {
            reply.onDecision(frame, offset, length, replayed, latencyNanos);
        }
    }

    @Override
    public void onExplanation(final int request, final int generation, final DirectBuffer json, final int offset, final int length,
                              final boolean last) {
        final PendingReply reply = pending.get(request, generation);
        if (reply != null) {
            reply.onExplanation(json, offset, length, last);
        }
    }

    @Override
    public void onComplete(final int request, final int generation, final int accepted, final int duplicates, final int refused,
                           final Intake.Durability durability) {
        final PendingReply reply = pending.get(request, generation);
        if (reply != null) {
            pending.remove(request, generation);
            reply.onComplete(accepted, duplicates, refused, durability);
        }
    }

    @Override
    public void onVisitor(final int request, final int generation, final DirectBuffer state, final int offset, final int length) {
        final PendingReply reply = pending.get(request, generation);
        if (reply != null) {
            pending.remove(request, generation);
            reply.onVisitor(state, offset, length);
        }
    }

    private long deadlineNs() {
        return System.nanoTime() + context.replyTimeoutNs();
    }

    private void drain() {
        intake.drain(this);
        flush();
    }

    private void sweep() {
        final long nowNs = System.nanoTime();
        final int expired = pending.expire(nowNs);
        if (expired > 0) {
            counters.add(Counter.HTTP_UNKNOWN_DURABILITY, expired);
        }
        for (int i = 0; i < sweeps.size(); i++) {
            sweeps.get(i).onSweep(nowNs);
        }
        flush();
    }

    private void flush() {
        for (int i = 0; i < flushes.size(); i++) {
            flushes.get(i).run();
        }
        flushes.clear();
    }
}
