package dev.inkling.scoring;

/**
 * The sums of a session that fade with one half-life: its intent (SPEC 5, step 6) and its stages (step 9). The intent's stamp is the
 * latest time at which anything was added, so all of them are kept as of that stamp, and a moment that comes in order fades them all by
 * one factor. When each stage was added to last is kept beside: a moment that comes out of order reads a stage at that time, if later.
 */
final class SessionSums {
    /** How many stages there are. */
    static final int STAGES = Stage.values().length;

    private static final double HALF_LIFE_MS = 60_000;
    private static final double FULL_INTENT = 3;
    /** Sums this close are equal: what differs is rounding. */
    private static final double TIE = 1e-9;
    private static final long NEVER = VisitorLayout.NEVER;

    private final Decay decay = new Decay(HALF_LIFE_MS);

    /** Starts anew: the next addition sets the stamp. */
    static void clear(final long[] r, final int at) {
        r[at + VisitorLayout.SUMS_AT] = NEVER;
        r[at + VisitorLayout.INTENT] = 0;
        for (int stage = 0; stage < STAGES; stage++) {
            r[at + VisitorLayout.STAGES + stage] = 0;
            r[at + VisitorLayout.STAGES_AT + stage] = NEVER;
        }
    }

    /** Adds a moment's intent to the session's and to a stage's; tells intent before and after, and the stage that leads. */
    void add(final long[] r, final int at, final long t, final int stage, final double intent, final MomentScores scores) {
        final long stamp = r[at + VisitorLayout.SUMS_AT];
        if (t < stamp) {
            addLate(r, at, t, stage, intent, scores);
            return;
        }
        final double factor = stamp == NEVER ? 1 : decay.factor(t - stamp);
        final double before = RecordStore.number(r, at + VisitorLayout.INTENT) * factor;
        final double after = before + intent;
        double research = RecordStore.number(r, at + VisitorLayout.STAGES) * factor;
        double consideration = RecordStore.number(r, at + VisitorLayout.STAGES + 1) * factor;
        double decision = RecordStore.number(r, at + VisitorLayout.STAGES + 2) * factor;
        double postPurchase = RecordStore.number(r, at + VisitorLayout.STAGES + 3) * factor;
        research += stage == 0 ? intent : 0;
        consideration += stage == 1 ? intent : 0;
        decision += stage == 2 ? intent : 0;
        postPurchase += stage == 3 ? intent : 0;
        r[at + VisitorLayout.SUMS_AT] = t;
        RecordStore.number(r, at + VisitorLayout.INTENT, after);
        RecordStore.number(r, at + VisitorLayout.STAGES, research);
        RecordStore.number(r, at + VisitorLayout.STAGES + 1, consideration);
        RecordStore.number(r, at + VisitorLayout.STAGES + 2, decision);
        RecordStore.number(r, at + VisitorLayout.STAGES + 3, postPurchase);
        r[at + VisitorLayout.STAGES_AT + stage] = t;
        scores.intentBefore = capped(before);
        scores.intent = capped(after);
        scores.stage = leading(research, consideration, decision, postPurchase);
    }

    private void addLate(final long[] r, final int at, final long t, final int stage, final double intent, final MomentScores scores) {
        final double faded = intent * decay.factor(r[at + VisitorLayout.SUMS_AT] - t);
        final double before = RecordStore.number(r, at + VisitorLayout.INTENT);
        RecordStore.number(r, at + VisitorLayout.INTENT, before + faded);
        RecordStore.number(r, at + VisitorLayout.STAGES + stage, RecordStore.number(r, at + VisitorLayout.STAGES + stage) + faded);
        r[at + VisitorLayout.STAGES_AT + stage] = Math.max(r[at + VisitorLayout.STAGES_AT + stage], t);
        scores.intentBefore = capped(before);
        scores.intent = capped(before + faded);
        scores.stage = stage(r, at, t);
    }

    /** Intent score of a session at t, or at its stamp if that is later; 0 to 1. */
    double intent(final long[] r, final int at, final long t) {
        final double sum = RecordStore.number(r, at + VisitorLayout.INTENT);
        final long stamp = r[at + VisitorLayout.SUMS_AT];
        return capped(sum == 0 || t <= stamp ? sum : sum * decay.factor(t - stamp));
    }

    /** Stage of a session at t: ordinal of {@link Stage}. */
    int stage(final long[] r, final int at, final long t) {
        return leading(read(r, at, 0, t), read(r, at, 1, t), read(r, at, 2, t), read(r, at, 3, t));
    }

    /** A stage's sum at t, or at its latest addition if that is later. */
    private double read(final long[] r, final int at, final int stage, final long t) {
        final double sum = RecordStore.number(r, at + VisitorLayout.STAGES + stage);
        if (sum == 0) {
            return 0;
        }
        final long stamp = r[at + VisitorLayout.SUMS_AT];
        final long read = Math.max(t, r[at + VisitorLayout.STAGES_AT + stage]);
        return read >= stamp ? sum * decay.factor(read - stamp) : sum / decay.factor(stamp - read);
    }

    /** The stage with the largest sum; the later one of equals; research while all are 0. */
    private static int leading(final double research, final double consideration, final double decision, final double postPurchase) {
        final double largest = Math.max(Math.max(research, consideration), Math.max(decision, postPurchase));
        final double tie = largest - TIE;
        // Chosen, not branched to: who leads is as good as random to a processor that guesses.
        int leading = consideration >= tie ? Stage.CONSIDERATION.ordinal() : Stage.RESEARCH.ordinal();
        leading = decision >= tie ? Stage.DECISION.ordinal() : leading;
        leading = postPurchase >= tie ? Stage.POST_PURCHASE.ordinal() : leading;
        return largest == 0 ? Stage.RESEARCH.ordinal() : leading;
    }

    private static double capped(final double sum) {
        return Math.min(1, sum / FULL_INTENT);
    }
}
