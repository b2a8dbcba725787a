package dev.inkling.ring;

import dev.inkling.journal.DecisionIds;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.DecisionDecoder;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Last of the three: journals decisions with the ids of their moments, remembers them for duplicates, measures, and replies. Frames of
 * one request stand next to each other in the ring, so its totals are plain fields. Confined to one thread.
 */
final class DecisionHandler {
    /** Slots of one request that share a look at the clock: handling 8 takes some 5 us, each look 30 ns. */
    private static final int CLOCK_SLOTS = 8;

    private final FrameAppender decisions;
    private final DecisionLane lane;
    private final RecentDecisions recent;
    private final DecisionIds ids = new DecisionIds();
    private final Intake.Durability durability;
    private final LatencyTracker latency;
    private final NanoClock nanoClock;
    private final PipelineState state;
    private final Counters counters;
    private boolean failed;
    private boolean unsynced;
    /** When the slots were claimed whose latency is not recorded yet. */
    private final long[] claimed = new long[CLOCK_SLOTS];
    private int claims;
    private int accepted;
    private int duplicates;
    private int refused;
    /** Intakes with results that they have not been told of, as a list through {@link RingIntake#nextToWake}. */
    private RingIntake toWake;

    /**
     * A handler over a recovered journal.
     *
     * @param journal    to append to
     * @param lane       to empty
     * @param recent     decisions that recovery found
     * @param durability of replies
     * @param latency    to record in
     * @param nanoClock  of the claims
     * @param state      to read and to fail
     * @param counters   to show
     */
    DecisionHandler(
        final Journal journal,
        final DecisionLane lane,
        final RecentDecisions recent,
        final Intake.Durability durability,
        final LatencyTracker latency,
        final NanoClock nanoClock,
        final PipelineState state,
        final Counters counters) {
        decisions = journal.appender(QueueName.DECISIONS);
        this.lane = lane;
        this.recent = recent;
        this.durability = durability;
        this.latency = latency;
        this.nanoClock = nanoClock;
        this.state = state;
        this.counters = counters;
    }

    /**
     * Finishes a slot.
     *
     * @param slot processed
     */
    void onSlot(final Slot slot) {
        if (slot.explain) {
            putExplanation(slot);
        }
        if (slot.laneTo != slot.laneFrom) {
            takeDecisions(slot, nanoClock.nanoTime() - slot.claimNanos);
            lane.free(slot.laneTo);
        }
        if (slot.outcome == Slot.ACCEPTED) {
            claimed[claims++] = slot.claimNanos;
            if (claims == CLOCK_SLOTS || slot.last) {
                recordLatency();
            }
        }
        if (slot.outcome == Slot.REFUSED) {
            counters.increment(Counter.EVENTS_REFUSED);
        }
        if (slot.intake != null) {
            reply(slot);
        }
    }

    private void putExplanation(final Slot slot) {
        if (slot.explanation != null && slot.intake != null) {
            slot.intake.putExplanation(slot, slot.explanation);
        }
        slot.explanation = null;
    }

    /** Some slots share a look at the clock, after the last of them: what is told is too long by what the others took, never too short. */
    private void recordLatency() {
        final long nowNanos = nanoClock.nanoTime();
        for (int i = 0; i < claims; i++) {
            latency.record(nowNanos - claimed[i]);
        }
        claims = 0;
    }

    private void takeDecisions(final Slot slot, final long latencyNanos) {
        final UnsafeBuffer buffer = lane.buffer();
        for (long position = slot.laneFrom; position < slot.laneTo && !failed; position++) {
            final int offset = lane.offset(position);
            try {
                if (Frames.templateId(buffer, offset) == DecisionDecoder.TEMPLATE_ID) {
                    if (position < slot.laneTimers) {
                        // Of anybody: neither the ids of this frame nor the reply to it are theirs.
                        final int whole = DecisionIds.attachNone(buffer, offset, lane.length(position));
                        decisions.append(buffer, offset, whole, slot.sequence, slot.receivedMs);
                    } else {
                        takeDecision(slot, buffer, offset, lane.length(position), latencyNanos);
                    }
                } else {
                    decisions.append(buffer, offset, lane.length(position), slot.sequence, slot.receivedMs);
                }
                unsynced = true;
            } catch (final Throwable failure) {
                fail("append", failure);
            }
        }
    }

    private void takeDecision(
        final Slot slot, final UnsafeBuffer buffer, final int offset, final int length, final long latencyNanos) {
        final int whole = ids.attach(slot.buffer, slot.offset, buffer, offset, length);
        decisions.append(buffer, offset, whole, slot.sequence, slot.receivedMs);
        recent.add(buffer, offset, whole);
        if (slot.intake != null) {
            slot.intake.putDecision(slot, buffer, offset, whole, false, latencyNanos);
        }
    }

    private void reply(final Slot slot) {
        switch (slot.outcome) {
            case Slot.ACCEPTED -> {
                if (failed) {
                    refused++;
                } else {
                    accepted++;
                }
            }
            case Slot.DUPLICATE -> {
                duplicates++;
                putRecent(slot);
            }
            case Slot.REFUSED -> refused++;
            default -> {
                // dead letters and queries count for nothing
            }
        }
        if (slot.last) {
            end(slot);
        }
    }

    private void putRecent(final Slot slot) {
        final long end = recent.end();
        for (long position = recent.first(slot.sequence);
             position < end && recent.sequence(position) == slot.sequence;
             position++) {
            slot.intake.putDecision(slot, recent.buffer(), recent.offset(position), recent.length(position), true, 0);
        }
    }

    private void end(final Slot slot) {
        final RingIntake intake = slot.intake;
        if (slot.kind == Slot.QUERY) {
            intake.putVisitor(slot);
        } else {
            intake.putComplete(slot, accepted, duplicates, refused, state.failed() ? Intake.Durability.JOURNALED : durability);
        }
        accepted = 0;
        duplicates = 0;
        refused = 0;
        if (!intake.toWake) {
            intake.toWake = true;
            intake.nextToWake = toWake;
            toWake = intake;
        }
    }

    /**
     * Syncs decisions where replies promise that, then shows the results and wakes each intake that has some once. Where the sync failed
     * nobody is told that it did not: these replies are given up as of unknown durability.
     */
    void onBatchEnd() {
        final boolean isSynced = !unsynced || durability != Intake.Durability.SYNCED || sync();
        if (claims > 0) {
            recordLatency();
        }
        counters.set(Counter.RECENT_OLDEST_SEQUENCE, recent.oldestSequence());
        while (toWake != null) {
            final RingIntake intake = toWake;
            toWake = intake.nextToWake;
            intake.nextToWake = null;
            intake.toWake = false;
            if (isSynced) {
                intake.wake();
            }
        }
    }

    private boolean sync() {
        unsynced = false;
        try {
            decisions.sync();
            return true;
        } catch (final Throwable failure) {
            fail("sync", failure);
            return false;
        }
    }

    /** After one decision is missing from the journal none may follow it: recovery goes on behind the last one. */
    private void fail(final String action, final Throwable failure) {
        failed = true;
        counters.increment(Counter.JOURNAL_FAILURES);
        state.fail("journal failed: " + action + " of decisions behind sequence " + decisions.lastSequence() + ": "
            + failure.getMessage() + "; nothing more is accepted: make room or mend the disk, then start again", failure);
    }

    /**
     * Ends the decisions queue with a checkpoint. On the closing thread, when no handler runs any more.
     *
     * @param checkpoint written after the last event
     */
    void close(final CheckpointFrame checkpoint) {
        if (failed) {
            return;
        }
        try {
            decisions.append(checkpoint.buffer(), 0, CheckpointFrame.BYTES, checkpoint.sequence(), checkpoint.receivedMs());
        } catch (final RuntimeException failure) {
            fail("append", failure);
        }
    }
}
