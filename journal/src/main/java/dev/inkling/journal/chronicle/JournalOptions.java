package dev.inkling.journal.chronicle;

/**
 * How a journal's files are laid out. Chosen when the journal is made and kept in its {@code journal.properties}; a later open uses what
 * stands there, and refuses other wishes.
 *
 * @param rollCycle  how long a file lasts: {@code minutely}, {@code five-minutely}, {@code ten-minutely}, {@code half-hourly},
 *                   {@code hourly}, {@code two-hourly}, {@code six-hourly}, {@code daily}, or Chronicle's name of a roll cycle, into which
 *                   it is turned; null for what is recorded, or else {@value #DEFAULT_ROLL_CYCLE}
 * @param blockBytes bytes by which a file is mapped and grows, 256 KiB to 1 GiB, a power of two; 0 for what is recorded, or else
 *                   {@value #DEFAULT_BLOCK_BYTES}
 */
public record JournalOptions(String rollCycle, long blockBytes) {
    /** One file an hour; its index holds 2^32 frames, which is 1.19 million a second for the whole hour. */
    public static final String DEFAULT_ROLL_CYCLE = "FAST_HOURLY";
    /**
     * 64 MiB: at 300 bytes a frame a new block every 220,000 frames. A mapping spans a block and a quarter; three queues
     * take 240 MiB of addresses, and of disk and memory only what was written.
     */
    public static final long DEFAULT_BLOCK_BYTES = 64L << 20;
    private static final long MIN_BLOCK_BYTES = 256L << 10;
    private static final long MAX_BLOCK_BYTES = 1L << 30;

    /** Checks name and range. */
    public JournalOptions {
        rollCycle = rollCycle == null ? null : RollCycleWords.name(rollCycle);
        final boolean inRange = blockBytes >= MIN_BLOCK_BYTES && blockBytes <= MAX_BLOCK_BYTES;
        if (blockBytes != 0L && (!inRange || Long.bitCount(blockBytes) != 1)) {
            throw new IllegalArgumentException("block of " + blockBytes + " bytes: must be a power of two from " + MIN_BLOCK_BYTES
                + " to " + MAX_BLOCK_BYTES);
        }
    }

    /**
     * No wishes: as recorded, or the defaults.
     *
     * @return the options
     */
    public static JournalOptions defaults() {
        return new JournalOptions(null, 0L);
    }
}
