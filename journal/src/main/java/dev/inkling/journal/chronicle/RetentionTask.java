package dev.inkling.journal.chronicle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Retention} again and again on a thread of its own, and remembers how it went. */
public final class RetentionTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionTask.class);

    private final Retention retention;
    private final Supplier<Needed> needed;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean isOverBudget;
    private volatile String failure = "";
    private volatile long filesRemoved;

    /**
     * What must stay.
     *
     * @param events    place behind which every event is needed
     * @param decisions likewise
     */
    public record Needed(FramePosition events, FramePosition decisions) {
        /** All, as long as there are no two good snapshots. */
        public static final Needed ALL = new Needed(FramePosition.START, FramePosition.START);
    }

    /**
     * Starts it.
     *
     * @param retention used by its thread alone
     * @param needed    asked by its thread before each run: the places in the older of two good snapshots, or {@link Needed#ALL}
     * @param periodMs  from the end of a run to the next, ms
     * @return to be closed before the journal
     */
    public static RetentionTask start(final Retention retention, final Supplier<Needed> needed, final long periodMs) {
        final RetentionTask task = new RetentionTask(retention, needed, periodMs);
        task.thread.start();
        return task;
    }

    RetentionTask(final Retention retention, final Supplier<Needed> needed, final long periodMs) {
        this.retention = retention;
        this.needed = needed;
        thread = new Thread(() -> runUntilStopped(periodMs), "inkling-retention");
        thread.setDaemon(true);
    }

    private void runUntilStopped(final long periodMs) {
        try {
            do {
                runOnce();
            } while (!stop.await(periodMs, TimeUnit.MILLISECONDS));
        } catch (final InterruptedException e) {
            LOG.warn("old files of the journal are no longer removed: interrupted");
        }
    }

    void runOnce() {
        try {
            final Needed places = needed.get();
            final Retention.Outcome outcome = retention.run(places.events(), places.decisions());
            failure = "";
            if (!outcome.isPostponed()) {
                filesRemoved += outcome.files();
                note(outcome);
            }
        } catch (final RuntimeException e) {
            if (!e.toString().equals(failure)) {
                LOG.warn("old files of the journal were not removed; tried again later", e);
            }
            failure = e.toString();
        }
    }

    private void note(final Retention.Outcome outcome) {
        if (outcome.isOverBudget() && !isOverBudget) {
            LOG.warn("the data folder holds {} bytes, more than its budget, and nothing more may be removed: all of it is behind the older"
                + " of two snapshots, or being written", outcome.keptBytes());
        }
        isOverBudget = outcome.isOverBudget();
    }

    /**
     * Whether the folder is larger than its budget and nothing more may be removed. Any thread.
     *
     * @return as of the last run
     */
    public boolean isOverBudget() {
        return isOverBudget;
    }

    /**
     * Why the last run failed. Any thread.
     *
     * @return for people; empty when it did not
     */
    public String failure() {
        return failure;
    }

    /**
     * Files removed so far. Any thread.
     *
     * @return count since the start
     */
    public long filesRemoved() {
        return filesRemoved;
    }

    /** Ends the thread, after the run that is under way. */
    @Override
    public void close() {
        stop.countDown();
        Threads.join(thread);
    }
}
