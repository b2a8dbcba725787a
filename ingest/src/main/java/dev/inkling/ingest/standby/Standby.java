package dev.inkling.ingest.standby;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import dev.inkling.ingest.ServerContext;
import dev.inkling.ingest.http.Promotions;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.SecretFile;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalMirror;
import dev.inkling.journal.chronicle.Promotion;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows another server's journal on a thread of its own, keeping the copy and the state warm, and takes over when it is told to. What can
 * pass (the one followed is gone, its disk or this one's is full, an end is damaged) is told by {@link #readiness()} and tried again.
 */
public final class Standby implements Promotions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);
    private static final int BATCH_FRAMES = 4_096;
    private static final long IDLE_NS = 500_000L;
    private static final long RETRY_NS = 500_000_000L;
    private static final long LOOK_NS = 100_000_000L;
    private static final long NANOS_PER_MS = 1_000_000L;

    private final ServerContext context;
    private final Path followed;
    private final JournalMirror mirror;
    private final String secret;
    private final StandbyPipeline pipeline = new StandbyPipeline(this::readiness);
    private final WarmState warm;
    private final AtomicReference<Request> request = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "follow");
    private Outcome outcome;
    private long lookedNs = System.nanoTime();
    private String fault;
    private volatile boolean isStopped;
    private volatile boolean isPromoted;
    private volatile Status status;

    private record Request(boolean isForced, CompletableFuture<Promotion> done) {
    }

    private record Status(long sequence, long framesBehind, long copiedNs, String fault, String cold) {
    }

    /** Told on the following thread how it ended. */
    public interface Outcome {
        /** The engine runs; what is missing of the server is to be opened. */
        void onPromoted();

        /**
         * The copy was taken over but cannot be served from here.
         *
         * @param failure why
         */
        void onFailed(RuntimeException failure);
    }

    /**
     * Opens or begins the copy; nothing is followed yet.
     *
     * @param context says whom to follow, and where the copy is
     * @throws JournalException when the copy cannot be that of the one to follow
     */
    public Standby(final ServerContext context) {
        this.context = context;
        followed = context.follow().orElseThrow().toAbsolutePath().normalize();
        mirror = JournalMirror.open(followed, context.dataFolder());
        boolean isOpen = false;
        try {
            SecretFile.takeOver(followed, context.dataFolder());
            secret = SecretFile.settle(context.dataFolder(), context.givenSecret(), false);
            warm = new WarmState(mirror, this::engineContext);
            isOpen = true;
        } finally {
            if (!isOpen) {
                mirror.close();
            }
        }
        status = new Status(mirror.lastSequence(), mirror.framesBehind(), System.nanoTime(), null, null);
    }

    /**
     * Begins to follow.
     *
     * @param told how it ends
     */
    public void start(final Outcome told) {
        outcome = told;
        thread.start();
    }

    /**
     * The secret under which the events followed are made.
     *
     * @return 32 hexadecimal digits
     */
    public String secret() {
        return secret;
    }

    /**
     * The copy; once promoted, the journal that it has become. Before, others may only read it.
     *
     * @return the journal
     */
    public ChronicleJournal journal() {
        return mirror.journal();
    }

    /**
     * What the front ends are to talk to.
     *
     * @return the engine to be
     */
    public Pipeline pipeline() {
        return pipeline;
    }

    @Override
    public CompletableFuture<Promotion> promote(final boolean isForced) {
        final Request wanted = new Request(isForced, new CompletableFuture<>());
        if (isPromoted || isStopped) {
            return isStopped ? CompletableFuture.failedFuture(new JournalException("the server is stopping"))
                : NONE.promote(isForced);
        }
        if (!request.compareAndSet(null, wanted)) {
            return CompletableFuture.failedFuture(new JournalException("a promotion is under way"));
        }
        LockSupport.unpark(thread);
        return wanted.done;
    }

    private Readiness readiness() {
        final Status now = status;
        final long ageMs = (System.nanoTime() - now.copiedNs) / NANOS_PER_MS;
        final List<String> reasons = new ArrayList<>();
        reasons.add("standby: following " + followed + ", at sequence " + now.sequence + ", " + now.framesBehind
            + " frames behind, last copied " + ageMs + " ms ago");
        if (now.fault != null) {
            reasons.add(now.fault);
        }
        return new Readiness(false, reasons, now.cold == null ? List.of() : List.of(now.cold));
    }

    private PipelineContext engineContext() {
        return context.pipeline().journal(mirror.journal()).snapshots(new Snapshots(context.dataFolder())).counters(pipeline.counters());
    }

    private void run() {
        try {
            while (!isStopped && !isPromoted) {
                final Request wanted = request.get();
                if (wanted == null) {
                    LockSupport.parkNanos(this, follow());
                } else {
                    takeOver(wanted);
                }
            }
        } catch (final RuntimeException | Error failure) {
            LOG.error("following stopped", failure);
            outcome.onFailed(failure instanceof RuntimeException known ? known : new IllegalStateException(failure));
        }
    }

    /** Copies and replays some frames; how long to wait before the next. */
    private long follow() {
        try {
            final int copied = mirror.copy(BATCH_FRAMES);
            if (fault != null) {
                LOG.info("following {} again", followed);
                fault = null;
            }
            final int replayed = warm.advance(BATCH_FRAMES);
            tell(copied);
            return copied + replayed > 0 ? 0L : IDLE_NS;
        } catch (final JournalException e) {
            if (!e.getMessage().equals(fault)) {
                fault = e.getMessage();
                LOG.warn("not following for now: {}", fault);
            }
            status = new Status(mirror.lastSequence(), status.framesBehind, status.copiedNs, fault, warm.problem());
            return RETRY_NS;
        }
    }

    private void tell(final int copied) {
        final long nowNs = System.nanoTime();
        long behind = status.framesBehind;
        if (copied == 0) {
            behind = 0L;
        } else if (nowNs - lookedNs > LOOK_NS) {
            lookedNs = nowNs;
            behind = mirror.framesBehind();
        }
        final boolean isNews = copied > 0 || behind != status.framesBehind || status.fault != null || warm.problem() != status.cold;
        if (isNews) {
            status = new Status(mirror.lastSequence(), behind, copied > 0 ? nowNs : status.copiedNs, null, warm.problem());
            pipeline.counters().set(Counter.LAST_SEQUENCE, mirror.lastSequence());
            pipeline.counters().set(Counter.LAST_RECEIVED, Math.max(0L, mirror.lastReceivedMs()));
            pipeline.counters().set(Counter.FOLLOW_FRAMES_BEHIND, behind);
            pipeline.counters().set(Counter.FOLLOW_MS_BEHIND,
                behind == 0L ? 0L : Math.max(0L, System.currentTimeMillis() - mirror.lastReceivedMs()));
        }
    }

    private void takeOver(final Request wanted) {
        final long beganNs = System.nanoTime();
        final Promotion promotion;
        try {
            promotion = mirror.promote(wanted.isForced);
        } catch (final JournalException refused) {
            LOG.warn("not promoted: {}", refused.getMessage());
            request.set(null);
            wanted.done.completeExceptionally(refused);
            return;
        }
        isPromoted = true;
        pipeline.counters().set(Counter.FOLLOW_FRAMES_BEHIND, 0L);
        pipeline.counters().set(Counter.FOLLOW_MS_BEHIND, 0L);
        try {
            pipeline.engage(Pipeline.start(engineContext().standby(warm.take())));
            outcome.onPromoted();
        } catch (final RuntimeException failure) {
            LOG.error("taken over, but not to be served from here", failure);
            wanted.done.completeExceptionally(failure);
            outcome.onFailed(failure);
            return;
        }
        LOG.info("promoted in {} ms: at sequence {}, epoch {}", (System.nanoTime() - beganNs) / NANOS_PER_MS, promotion.sequence(),
            promotion.epoch());
        wanted.done.complete(promotion);
    }

    /** Follows no more, and takes over no more. Waits for what is under way. */
    public void stop() {
        isStopped = true;
        LockSupport.unpark(thread);
        boolean isInterrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        final Request open = request.get();
        if (open != null) {
            open.done.completeExceptionally(new JournalException("the server is stopping"));
        }
    }

    /** Stops, and closes the copy or what became of it. */
    @Override
    public void close() {
        stop();
        warm.close();
        mirror.close();
        if (isPromoted) {
            mirror.journal().close();
        }
    }
}
