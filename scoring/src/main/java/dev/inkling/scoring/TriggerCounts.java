package dev.inkling.scoring;

/** What became of the matches of rules, and of what came back on their decisions, in numbers. */
final class TriggerCounts {
    /** Matches that were none of the n-th. */
    long passedOver;
    /** Matches of rules that had fired as often as {@code per} allows. */
    long usedUp;
    /** Feedback that was taken. */
    long feedbackTaken;
    /** Feedback on a decision that is not remembered, or that said nothing new. */
    long feedbackUnused;
    /** Decisions that were shown, and nothing came back. */
    long ignored;
    /** Cooldowns doubled. */
    long doubled;

    private final long[] decided = new long[Status.values().length];
    private final long[] unrecorded = new long[CadenceVerdict.REASONS];

    /** Goes on from the counts of another. */
    void takeOver(final TriggerCounts other) {
        passedOver = other.passedOver;
        usedUp = other.usedUp;
        feedbackTaken = other.feedbackTaken;
        feedbackUnused = other.feedbackUnused;
        ignored = other.ignored;
        doubled = other.doubled;
        System.arraycopy(other.decided, 0, decided, 0, decided.length);
        System.arraycopy(other.unrecorded, 0, unrecorded, 0, unrecorded.length);
    }

    /** A decision was made. */
    void decided(final Status status) {
        decided[status.ordinal()]++;
    }

    /** A match was suppressed for a reason that was recorded before in the session. */
    void unrecorded(final CadenceVerdict reason) {
        unrecorded[reason.reason()]++;
    }

    /** One of the counts of an engine that are about rules. */
    long of(final EngineCount what) {
        return switch (what) {
            case DECISIONS_FIRED -> decided[Status.FIRED.ordinal()];
            case DECISIONS_HELD_OUT -> decided[Status.HELD_OUT.ordinal()];
            case DECISIONS_CAPPED -> decided[Status.CAPPED.ordinal()];
            case DECISIONS_COOLING -> decided[Status.COOLING.ordinal()];
            case DECISIONS_EXPIRED -> decided[Status.EXPIRED.ordinal()];
            case MATCHES_PASSED_OVER -> passedOver;
            case MATCHES_USED_UP -> usedUp;
            case MATCHES_UNRECORDED -> unrecorded();
            case UNRECORDED_COOLDOWN -> unrecorded[CadenceVerdict.COOLDOWN.reason()];
            case UNRECORDED_CAP_SESSION -> unrecorded[CadenceVerdict.CAP_SESSION.reason()];
            case UNRECORDED_CAP_DAY -> unrecorded[CadenceVerdict.CAP_DAY.reason()];
            case UNRECORDED_VISIBLE_SESSION -> unrecorded[CadenceVerdict.VISIBLE_SESSION.reason()];
            case UNRECORDED_VISIBLE_GAP -> unrecorded[CadenceVerdict.VISIBLE_GAP.reason()];
            case FEEDBACK_TAKEN -> feedbackTaken;
            case FEEDBACK_UNUSED -> feedbackUnused;
            case DECISIONS_IGNORED -> ignored;
            case COOLDOWNS_DOUBLED -> doubled;
            default -> throw new IllegalArgumentException("no count of " + what);
        };
    }

    private long unrecorded() {
        long sum = 0;
        for (final long count : unrecorded) {
            sum += count;
        }
        return sum;
    }

    void save(final StateOutput out) {
        out.putLongs(decided, 0, decided.length);
        out.putLongs(unrecorded, 0, unrecorded.length);
        out.putLong(passedOver);
        out.putLong(usedUp);
        out.putLong(feedbackTaken);
        out.putLong(feedbackUnused);
        out.putLong(ignored);
        out.putLong(doubled);
    }

    void load(final StateInput in) throws StateException {
        in.getLongs(decided, 0, decided.length);
        in.getLongs(unrecorded, 0, unrecorded.length);
        passedOver = in.getLong();
        usedUp = in.getLong();
        feedbackTaken = in.getLong();
        feedbackUnused = in.getLong();
        ignored = in.getLong();
        doubled = in.getLong();
    }
}
