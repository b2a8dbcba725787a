package dev.inkling.ring;

import dev.inkling.scoring.Decision;
import dev.inkling.scoring.DecisionSink;
import dev.inkling.scoring.MomentScores;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;
import dev.inkling.scoring.Status;

/**
 * Turns what the engine decides into frames, numbers them within their event, counts them and folds them into the digest. Keys of
 * persons stay out of the digest, since they depend on the store's secret. Confined to the processor's thread.
 */
final class DecisionEmitter implements DecisionSink {
    private static final int STATUSES = Status.values().length;
    private static final int ORDINAL_BITS = 16;

    private final RollingDigest digest = new RollingDigest();
    private final DecisionFrame frame = new DecisionFrame();
    private final long[] byStatus = new long[STATUSES];
    private DecisionLabels labels;
    private long configDigest;
    private FrameSink sink;
    private long sequence;
    private long received;
    private boolean timers;
    private int ordinal;
    /** Stays set when the sink throws. */
    private boolean withSink;
    private long decisions;

    /**
     * Configuration came in force.
     *
     * @param inForce      labels of its rules
     * @param digestInForce of all its texts
     */
    void configure(final DecisionLabels inForce, final long digestInForce) {
        labels = inForce;
        configDigest = digestInForce;
    }

    /**
     * A frame begins, with the timers that are due.
     *
     * @param to           takes its decisions
     * @param ofFrame      its sequence
     * @param receivedTime of the frame, epoch ms
     */
    void begin(final FrameSink to, final long ofFrame, final long receivedTime) {
        sink = to;
        sequence = ofFrame;
        received = receivedTime;
        timers = true;
        ordinal = 0;
    }

    /** The timers are through: what follows is caused by the frame itself. */
    void beginMoment() {
        timers = false;
    }

    @Override
    public void onDecision(final Decision decision) {
        final int length = frame.write(sequence, received, ordinal, configDigest, decision, labels);
        fold(decision);
        decision.id = sequence << ORDINAL_BITS | ordinal;
        ordinal++;
        decisions++;
        byStatus[decision.status]++;
        withSink = true;
        if (timers) {
            sink.onTimerDecision(frame.buffer(), 0, length);
        } else {
            sink.onDecision(frame.buffer(), 0, length);
        }
        withSink = false;
    }

    /**
     * Whether a decision is with its sink; an exception that comes meanwhile is the sink's.
     *
     * @return true during the call, and for good after one that threw
     */
    boolean isWithSink() {
        return withSink;
    }

    private void fold(final Decision decision) {
        digest.add(sequence);
        digest.add(labels.ruleHash(decision.rule));
        digest.add(configDigest);
        digest.add(decision.at);
        digest.add(decision.session);
        digest.add(decision.velocity);
        digest.add(decision.intent);
        digest.add(decision.profile);
        digest.add(decision.probability);
        digest.add(decision.risk);
        digest.add((long) ordinal << 48 | (long) decision.storefront << 32 | (long) decision.status << 24
            | (long) decision.stage << 16 | (long) decision.urgency << 8 | decision.cohort);
    }

    /**
     * Folds what a moment was scored into the digest.
     *
     * @param ofMoment its sequence
     * @param scores   of it
     */
    void fold(final long ofMoment, final MomentScores scores) {
        digest.add(ofMoment, bits(scores.momentIntent), bits(scores.velocity), bits(scores.intent), bits(scores.profile),
            (long) scores.type << 8 | (scores.newSession ? 16 : 0) | scores.urgency << 2 | scores.stage);
    }

    private static long bits(final double number) {
        return Double.doubleToRawLongBits(number);
    }

    /**
     * Saves digest and counts.
     *
     * @param out takes them
     */
    void save(final StateOutput out) {
        out.section("decisions");
        out.putLong(digest.value());
        out.putLong(decisions);
        out.putLongs(byStatus, 0, STATUSES);
    }

    /**
     * Loads digest and counts.
     *
     * @param in gives them
     * @throws StateException when they are damaged
     */
    void load(final StateInput in) throws StateException {
        in.section("decisions");
        digest.resume(in.getLong());
        decisions = in.getLong();
        in.getLongs(byStatus, 0, STATUSES);
    }

    /**
     * What moments and decisions are folded into.
     *
     * @return always the same digest
     */
    RollingDigest digest() {
        return digest;
    }

    /**
     * Decisions so far.
     *
     * @return count
     */
    long decisions() {
        return decisions;
    }

    /**
     * Decisions of a status so far.
     *
     * @param status which
     * @return count
     */
    long decisions(final Status status) {
        return byStatus[status.ordinal()];
    }
}
