package dev.inkling.ring;

/**
 * When a moment occurred, from what its sender and the journal say (SPEC 2). Stateless; all times epoch ms, absent is
 * {@link Long#MIN_VALUE}.
 */
final class MomentTime {
    /** Absent. */
    static final long ABSENT = Long.MIN_VALUE;
    /** A timestamp further off than this, without the sender's own clock to compare, counts as absent. */
    static final long SKEW_MS = 3_600_000;

    private MomentTime() {
    }

    /**
     * By the sender's clock alone, for backfill and tests.
     *
     * @param received  stamp of the journal
     * @param timestamp as sent
     * @return the timestamp, or received when there is none
     */
    static long occurredByEvent(final long received, final long timestamp) {
        return timestamp == ABSENT ? received : timestamp;
    }

    /**
     * By the journal's clock, corrected by how long the sender held the event back.
     *
     * @param received  stamp of the journal
     * @param timestamp as sent
     * @param sentAt    as sent
     * @return never after received
     */
    static long occurredByWall(final long received, final long timestamp, final long sentAt) {
        if (timestamp == ABSENT) {
            return received;
        }
        if (sentAt != ABSENT) {
            return Math.min(received, received - (sentAt - timestamp));
        }
        return isSkewed(received, timestamp, ABSENT) ? received : Math.min(timestamp, received);
    }

    /**
     * Whether a timestamp is too far off to be believed.
     *
     * @param received  stamp of the journal
     * @param timestamp as sent
     * @param sentAt    as sent
     * @return true when it is given without sentAt and more than an hour off
     */
    static boolean isSkewed(final long received, final long timestamp, final long sentAt) {
        if (timestamp == ABSENT || sentAt != ABSENT) {
            return false;
        }
        return timestamp < received - SKEW_MS || timestamp > received + SKEW_MS;
    }
}
