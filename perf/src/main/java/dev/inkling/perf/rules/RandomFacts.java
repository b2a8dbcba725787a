package dev.inkling.perf.rules;

import java.util.SplittableRandom;

import dev.inkling.scoring.rules.FactView;

/** A visitor's history made up: seen or not seen, lately or long ago. Not thread safe. */
final class RandomFacts implements FactView {
    private static final int MASK = 63;
    private static final long SPAN_MS = 7_200_000;

    private final long[] times = new long[MASK + 1];
    private final int[] counts = new int[MASK + 1];

    RandomFacts(final SplittableRandom random, final long nowMs) {
        for (int i = 0; i <= MASK; i++) {
            final boolean isSeen = random.nextInt(3) > 0;
            times[i] = isSeen ? nowMs - random.nextLong(SPAN_MS) : NEVER;
            counts[i] = isSeen ? 1 + random.nextInt(5) : 0;
        }
    }

    @Override
    public int sessionCount(final int fact) {
        return counts[fact & MASK];
    }

    @Override
    public long sessionLast(final int fact) {
        return times[fact & MASK];
    }

    @Override
    public long visitorLast(final int fact) {
        return times[fact & MASK];
    }

    @Override
    public int visitorCount(final int timesSlot, final long since) {
        return times[timesSlot & MASK] >= since ? counts[timesSlot & MASK] : 0;
    }

    @Override
    public boolean first(final int fact) {
        return counts[fact & MASK] == 0;
    }

    @Override
    public long lasted(final int lastedSlot) {
        return times[lastedSlot & MASK];
    }
}
