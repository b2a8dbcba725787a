package dev.inkling.perf.stream;

import java.util.SplittableRandom;

/**
 * Which visitor each event comes from: ranks drawn once, walked through in a circle. Zipf with exponent 1.07 is what storefronts see: few
 * come often, most come once. Not thread safe.
 */
public final class Visitors {
    /** Draws before the order repeats: four for each of a million visitors. */
    static final int DRAWS = 1 << 22;
    private static final double ZIPF_EXPONENT = 1.07;

    private final int[] ranks = new int[DRAWS];
    private int next;

    /**
     * Draws the ranks.
     *
     * @param count        how many different visitors there can be
     * @param distribution which of them how often
     * @param seed         of the draws
     */
    public Visitors(final int count, final Distribution distribution, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        if (distribution == Distribution.UNIFORM) {
            for (int i = 0; i < DRAWS; i++) {
                ranks[i] = random.nextInt(count);
            }
            return;
        }
        final double[] cumulative = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            sum += StrictMath.pow(rank + 1, -ZIPF_EXPONENT);
            cumulative[rank] = sum;
        }
        for (int i = 0; i < DRAWS; i++) {
            ranks[i] = rankOf(cumulative, random.nextDouble() * sum);
        }
    }

    /**
     * The next event's visitor.
     *
     * @return a key, never 0
     */
    public long nextKey() {
        final int rank = ranks[next];
        next = next + 1 & DRAWS - 1;
        return keyOf(rank);
    }

    /**
     * Key of a visitor: as good as random, as the hashes of ids are that a server sees, all different, and none is 0.
     *
     * @param rank from 0
     * @return its key
     */
    public static long keyOf(final int rank) {
        // The finaliser of MurmurHash3: a bijection, and 0 stays 0.
        long key = rank + 1L;
        key = (key ^ key >>> 33) * 0xFF51AFD7ED558CCDL;
        key = (key ^ key >>> 33) * 0xC4CEB9FE1A85EC53L;
        return key ^ key >>> 33;
    }

    private static int rankOf(final double[] cumulative, final double target) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (cumulative[middle] < target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How events spread over visitors. */
    public enum Distribution {
        /** All alike. */
        UNIFORM,
        /** The k-th most frequent with weight k to the minus 1.07. */
        ZIPF
    }
}
