package dev.inkling.perf.crash;

import java.util.SplittableRandom;

import dev.inkling.perf.crash.Kill.Kind;

/** When servers die, from the seed. */
final class KillPlan {
    private static final int LONGEST_MS = 1_500;
    private static final int LONGEST_BURST_MS = 800;
    private static final int EARLY_MS = 60;
    private static final int PID_EVERY = 8;
    private static final int PID_AT = 2;

    private final SplittableRandom random;
    private final boolean pids;

    /**
     * A plan.
     *
     * @param seed of the run
     * @param pids whether process ids can be taken here
     */
    KillPlan(final long seed, final boolean pids) {
        this.random = new SplittableRandom(seed);
        this.pids = pids;
    }

    /**
     * How a round ends. The third round and each eighth behind it give the process id away; the round behind it is not killed in
     * recovery, so that it starts. Of the others half die under load, the rest in a burst, early, or in recovery.
     *
     * @param round   from 0, to be asked in order
     * @param startMs what a start takes, so that a kill in recovery is likely to be one
     */
    Kill next(final int round, final long startMs) {
        final int kind = random.nextInt(20);
        final double share = random.nextDouble();
        if (pids && round % PID_EVERY == PID_AT) {
            return new Kill(Kind.PID, 50 + (long) (share * LONGEST_BURST_MS));
        }
        if (kind < 10) {
            return new Kill(Kind.LOAD, 100 + (long) (share * LONGEST_MS));
        }
        if (kind < 14) {
            return new Kill(Kind.BURST, 50 + (long) (share * LONGEST_BURST_MS));
        }
        if (kind < 17 || round == 0 || pids && round % PID_EVERY == PID_AT + 1) {
            return new Kill(Kind.EARLY, (long) (share * EARLY_MS));
        }
        return new Kill(Kind.RECOVERY, (long) (share * startMs * 1.05));
    }
}
