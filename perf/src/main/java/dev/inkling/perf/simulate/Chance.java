package dev.inkling.perf.simulate;

import java.util.List;
import java.util.SplittableRandom;

/** All that is random in a run; the same seed gives the same draws. Confined to one thread. */
final class Chance {
    private final SplittableRandom random;

    /**
     * Draws of one run.
     *
     * @param seed of the run
     */
    Chance(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** Whether something happens that does so once in so many times. */
    boolean oneIn(final int times) {
        return random.nextInt(times) == 0;
    }

    /** A number from 0 to one less than a bound. */
    int below(final int bound) {
        return random.nextInt(bound);
    }

    /** A number between two, both included. */
    int between(final int least, final int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** One of a list. */
    <T> T of(final List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
