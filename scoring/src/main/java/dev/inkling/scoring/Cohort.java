package dev.inkling.scoring;

/**
 * Which part of a rule's audience a visitor is in: {@code n = (fnv1a32(decimal(fnv1a32(seed + id))) mod 10000) / 10000} over UTF-16
 * units (SPEC 6), where the id is the visitor's key as 16 lower-case hex digits. Stable for a seed, and unrelated between seeds.
 */
public final class Cohort {
    /** Ordinal in the journal: the rule's audience that gets the action. */
    public static final int TREATED = 0;
    /** Ordinal in the journal: held out by the rule's own share. */
    public static final int CONTROL = 1;
    /** Ordinal in the journal: held out of everything. */
    public static final int HOLDOUT = 2;

    private static final int OFFSET_BASIS = 0x811C9DC5;
    private static final int PRIME = 0x01000193;
    private static final int SHARES = 10_000;
    private static final int KEY_DIGITS = 16;

    private Cohort() {
    }

    /**
     * Hash of a seed, to be continued with an id.
     *
     * @param seed any text
     * @return FNV-1a state behind the seed
     */
    public static int begin(final String seed) {
        int hash = OFFSET_BASIS;
        for (int i = 0; i < seed.length(); i++) {
            hash = (hash ^ seed.charAt(i)) * PRIME;
        }
        return hash;
    }

    /**
     * Share of a visitor. Allocates nothing.
     *
     * @param seeded what {@link #begin} gave
     * @param key    of the visitor
     * @return 0 to 0.9999
     */
    public static double share(final int seeded, final long key) {
        int hash = seeded;
        for (int digit = KEY_DIGITS - 1; digit >= 0; digit--) {
            final int value = (int) (key >>> (4 * digit)) & 0xF;
            hash = (hash ^ (value < 10 ? '0' + value : 'a' + value - 10)) * PRIME;
        }
        return ofHash(hash);
    }

    /**
     * Share of any id, as {@link #share(int, long)} gives it for a key.
     *
     * @param seed any text
     * @param id   any text
     * @return 0 to 0.9999
     */
    public static double share(final String seed, final String id) {
        return ofHash(begin(seed + id));
    }

    private static double ofHash(final int hash) {
        final long unsigned = Integer.toUnsignedLong(hash);
        long power = 1_000_000_000L;
        while (power > 1 && unsigned < power) {
            power /= 10;
        }
        int again = OFFSET_BASIS;
        for (; power > 0; power /= 10) {
            again = (again ^ (int) ('0' + unsigned / power % 10)) * PRIME;
        }
        return (double) Integer.remainderUnsigned(again, SHARES) / SHARES;
    }
}
