package dev.inkling.perf.simulate;

import java.util.List;

import dev.inkling.journal.DiskLowException;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import org.agrona.DirectBuffer;

/** The watcher of a run: armed by the steps, it strikes at appends and syncs, and tells the model what came about. */
final class Faults implements Watcher {
    private static final int NEVER = -1;

    private final Chance chance;
    private final Trace trace;
    private final Model model;
    private final Medium medium;
    private final Lies lies;
    private int killIn = NEVER;
    private Fault killKind;
    private int killSyncIn = NEVER;
    private int diskLow;
    private QueueName failing;
    private boolean isSyncFailing;
    private boolean isDead;
    private boolean isFailed;
    private boolean isStarting;
    private boolean isTearing;
    private Request request;
    private StoredFrame inFlight;
    private RuntimeException broken;

    /**
     * A watcher with nothing armed.
     *
     * @param chance of the run
     * @param trace  of the run
     * @param model  of the run
     * @param medium of the run
     * @param canary what recovery does wrong
     */
    Faults(final Chance chance, final Trace trace, final Model model, final Medium medium, final Canary canary) {
        this.chance = chance;
        this.trace = trace;
        this.model = model;
        this.medium = medium;
        lies = new Lies(canary);
    }

    /** A process begins to start. */
    void begin() {
        killIn = NEVER;
        killSyncIn = NEVER;
        diskLow = 0;
        failing = null;
        isSyncFailing = false;
        isDead = false;
        isFailed = false;
        isStarting = true;
        isTearing = false;
        inFlight = null;
        request = null;
        lies.begin();
    }

    /** The process has started. */
    void started() {
        isStarting = false;
    }

    /** The process is to die at one of the next appends. */
    void armKill(final int most) {
        killIn = chance.below(most);
        killKind = chance.of(List.of(Fault.KILL_BEFORE_APPEND, Fault.KILL_AFTER_APPEND, Fault.TORN_APPEND));
    }

    /** The process is to die at one of the next syncs. */
    void armKillAtSync() {
        killSyncIn = chance.below(4);
    }

    /** The next appends find no room. */
    void armDiskLow(final int appends) {
        diskLow = appends;
    }

    /** The next append to a queue is to fail. */
    void armFailure(final QueueName queue) {
        failing = queue;
    }

    /** The next sync is to fail. */
    void armSyncFailure() {
        isSyncFailing = true;
    }

    /** What was armed and has not come about is taken back. */
    void disarm() {
        killIn = NEVER;
        killSyncIn = NEVER;
        diskLow = 0;
        failing = null;
        isSyncFailing = false;
    }

    /** Whether nothing is armed. */
    boolean isQuiet() {
        return killIn == NEVER && killSyncIn == NEVER && diskLow == 0 && failing == null && !isSyncFailing;
    }

    /** Frames from here on belong to a request; null for none. */
    void request(final Request current) {
        request = current;
    }

    /** The process dies now, between two calls. */
    void kill(final Fault kind) {
        die(kind, null, null);
    }

    boolean isDead() {
        return isDead;
    }

    /** Whether the engine must have stopped accepting. */
    boolean isFailed() {
        return isFailed;
    }

    /** The frame that was appended when the process died, null when there was none. */
    StoredFrame inFlight() {
        return inFlight;
    }

    /** Throws what the model found inside of a call of the engine, which catches whatever its journal throws. */
    void rethrow() {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void checkAlive() {
        if (isDead) {
            throw new Killed();
        }
    }

    @Override
    public void beforeAppend(final QueueName queue, final DirectBuffer frame, final int offset, final int length, final long sequence) {
        checkAlive();
        final boolean isMoment = Frames.templateId(frame, offset) == MomentEventDecoder.TEMPLATE_ID;
        if (isMoment) {
            checked(() -> {
                Expectation.that(!isFailed, "an event is journaled after the journal failed");
                if (request != null) {
                    request.attempt(StoredFrame.copy(frame, offset, length));
                }
            });
        }
        if (killIn == 0 && killKind == Fault.KILL_BEFORE_APPEND) {
            die(killKind, null, null);
            throw new Killed();
        }
        if (diskLow > 0 && queue != QueueName.DECISIONS) {
            diskLow--;
            trace.fault(Fault.DISK_LOW);
            trace.note("no room for %s %d", queue.folder(), sequence);
            if (isMoment && request != null) {
                request.refused();
            } else if (request != null && Frames.templateId(frame, offset) == ConfigurationDecoder.TEMPLATE_ID) {
                request.configured(false);
            }
            throw new DiskLowException("simulated");
        }
        if (failing == queue) {
            failing = null;
            fail(Fault.APPEND_FAILED, queue);
        }
        if (killIn == 0 && killKind == Fault.TORN_APPEND) {
            isTearing = true;
            medium.prepareTear();
        }
    }

    private void fail(final Fault kind, final QueueName queue) {
        isFailed = true;
        trace.fault(kind);
        trace.note("%s of %s", kind.label(), queue.folder());
        if (request != null) {
            request.fail();
        }
        throw new JournalException("simulated: " + kind.label());
    }

    @Override
    public void afterAppend(final QueueName queue, final StoredFrame frame) {
        if (killIn == 0) {
            if (isTearing) {
                die(killKind, queue, frame);
            } else {
                inFlight = frame;
                medium.appended(queue);
                die(killKind, null, null);
            }
            throw new Killed();
        }
        if (killIn > 0) {
            killIn--;
        }
        medium.appended(queue);
        trace.add(frame.sequence() << 8 | frame.template());
        trace.add(frame.received());
        checked(() -> {
            model.appended(queue, frame);
            if (request != null && frame.template() == MomentEventDecoder.TEMPLATE_ID) {
                request.accepted(frame.sequence());
            } else if (request != null && frame.template() == ConfigurationDecoder.TEMPLATE_ID) {
                request.configured(true);
            }
        });
    }

    @Override
    public void beforeSync(final QueueName queue) {
        checkAlive();
        if (killSyncIn == 0 && chance.oneIn(2)) {
            die(Fault.KILL_AT_SYNC, null, null);
            throw new Killed();
        }
        if (isSyncFailing) {
            isSyncFailing = false;
            fail(Fault.SYNC_FAILED, queue);
        }
    }

    @Override
    public void afterSync(final QueueName queue) {
        medium.synced(queue);
        model.synced(queue);
        if (killSyncIn == 0) {
            die(Fault.KILL_AT_SYNC, null, null);
            throw new Killed();
        }
        if (killSyncIn > 0) {
            killSyncIn--;
        }
    }

    private void die(final Fault kind, final QueueName queue, final StoredFrame torn) {
        isDead = true;
        trace.fault(kind);
        if (isStarting) {
            trace.fault(Fault.KILL_AT_START);
        }
        trace.note("dies: %s%s", kind.label(), isStarting ? " while starting" : "");
        medium.strike(queue, torn);
    }

    private void checked(final Runnable check) {
        try {
            check.run();
        } catch (final RuntimeException e) {
            if (broken == null) {
                broken = e;
            }
            throw e;
        }
    }

    @Override
    public boolean isSwallowed(final QueueName queue) {
        return isStarting && lies.isSwallowed(queue);
    }

    @Override
    public List<byte[]> lie(final QueueName queue) {
        return isStarting && queue == QueueName.EVENTS ? lies.events(model.eventFrames(0)) : null;
    }
}
