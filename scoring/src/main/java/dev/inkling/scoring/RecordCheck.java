package dev.inkling.scoring;

/** Refuses a loaded record that would lead the engine out of its tables. Numbers that are merely wrong are not found. */
final class RecordCheck {
    /** Farther from 1970 than any moment, ms. */
    private static final long FARTHEST_MS = 1L << 53;

    private final int types;
    private final int storefronts;

    /**
     * A check.
     *
     * @param types       of the catalogue in force
     * @param storefronts of the settings
     */
    RecordCheck(final int types, final int storefronts) {
        this.types = types;
        this.storefronts = storefronts;
    }

    /** Checks a visitor's record. */
    void check(final StateInput in, final int slot, final long[] r, final int at) throws StateException {
        final int storefront = VisitorLayout.high(r[at + VisitorLayout.REVENUE_CURRENCY]);
        if (storefront < 0 || storefront >= storefronts) {
            throw in.damaged("slot " + slot + ": storefront " + storefront + " of " + storefronts);
        }
        if (MomentCounts.previousType(r, at) >= types) {
            throw in.damaged("slot " + slot + ": type " + MomentCounts.previousType(r, at) + " of " + types);
        }
        final long history = r[at + VisitorLayout.HISTORY_COUNT];
        final int profiled = MomentCounts.profiled(r, at);
        if (history < 0 || r[at + VisitorLayout.OUTCOME_COUNT] < 0 || profiled < 0 || profiled > Math.min(history, VisitorLayout.RECENT)) {
            throw in.damaged("slot " + slot + ": a history of " + history + " moments and " + r[at + VisitorLayout.OUTCOME_COUNT]
                + " outcomes, " + profiled + " in its profile");
        }
        checkFading(in, slot, r[at + VisitorLayout.RISK + 1], r[at + VisitorLayout.RISK]);
        checkFading(in, slot, r[at + VisitorLayout.SUMS_AT], r[at + VisitorLayout.INTENT]);
        for (int stage = 0; stage < SessionSums.STAGES; stage++) {
            checkFading(in, slot, r[at + VisitorLayout.SUMS_AT], r[at + VisitorLayout.STAGES + stage]);
            checkFading(in, slot, r[at + VisitorLayout.STAGES_AT + stage], 0);
        }
        checkVisible(in, slot, r[at + VisitorLayout.VISIBLE_AT], VisitorLayout.low(r[at + VisitorLayout.VISIBLE_COUNT]));
        for (int i = 0; i < VisitorLayout.RECENT; i++) {
            checkType(in, slot, r[ProfileScorer.entry(at, i)]);
        }
        for (int i = 0; i < VisitorLayout.RECENT_OUTCOMES; i++) {
            checkType(in, slot, r[ProfileScorer.outcome(at, i)]);
        }
    }

    /** What fades has a time from which on, and nothing of it is so far off that the time between has no number. */
    private static void checkFading(final StateInput in, final int slot, final long stamp, final long sumBits) throws StateException {
        if (stamp == VisitorLayout.NEVER ? sumBits != 0 : stamp < -FARTHEST_MS || stamp > FARTHEST_MS) {
            throw in.damaged("slot " + slot + ": a sum of " + Double.longBitsToDouble(sumBits) + " at " + stamp + " ms");
        }
    }

    /** The time since the latest firing has a number, and one more has one, too. */
    private static void checkVisible(final StateInput in, final int slot, final long stamp, final int count) throws StateException {
        if (stamp != VisitorLayout.NEVER && (stamp < -FARTHEST_MS || stamp > FARTHEST_MS) || count < 0 || count == Integer.MAX_VALUE) {
            throw in.damaged("slot " + slot + ": " + count + " visible firings, the latest at " + stamp + " ms");
        }
    }

    private void checkType(final StateInput in, final int slot, final long packed) throws StateException {
        final int type = (int) packed & VisitorLayout.TYPE_MASK;
        if (type >= types) {
            throw in.damaged("slot " + slot + ": type " + type + " of " + types);
        }
    }
}
