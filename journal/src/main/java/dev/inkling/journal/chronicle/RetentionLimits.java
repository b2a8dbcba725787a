package dev.inkling.journal.chronicle;

/**
 * What is kept of a journal, at most; 0 sets no limit.
 *
 * @param days  since the end of a file's roll cycle, 0 to 36,500
 * @param bytes of all files in the data folder, by their lengths
 */
public record RetentionLimits(int days, long bytes) {
    /** A hundred years. */
    public static final int MAX_DAYS = 36_500;

    /** Checks the ranges. */
    public RetentionLimits {
        if (days < 0 || days > MAX_DAYS) {
            throw new IllegalArgumentException("days to retain: " + days + ", must be 0 to " + MAX_DAYS);
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes to retain: " + bytes + ", must not be negative");
        }
    }

    /**
     * Whether there is any limit.
     *
     * @return true when something may ever be removed
     */
    public boolean isAny() {
        return days > 0 || bytes > 0;
    }
}
