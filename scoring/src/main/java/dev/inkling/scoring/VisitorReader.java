package dev.inkling.scoring;

import org.agrona.concurrent.UnsafeBuffer;

/** Reads a visitor's record as it stands at a time, without changing it. */
final class VisitorReader {
    private static final double MS_PER_SECOND = 1_000;

    private final long gapMs;
    private final Scorer scorer;

    VisitorReader(final EngineSettings settings, final Scorer scorer) {
        gapMs = settings.sessionGapMs();
        this.scorer = scorer;
    }

    void read(final UnsafeBuffer record, final int at, final long t, final Catalogue catalogue, final VisitorSnapshot out) {
        out.customerKey = record.getLong(at + VisitorLayout.CUSTOMER);
        out.storefront = record.getInt(at + VisitorLayout.STOREFRONT);
        out.session = record.getLong(at + VisitorLayout.SESSION);
        out.sessionMoments = record.getInt(at + VisitorLayout.MOMENTS);
        out.sessionLast = record.getLong(at + VisitorLayout.LAST);
        final boolean known = out.sessionLast != VisitorLayout.NEVER;
        out.sessionStart = known ? record.getLong(at + VisitorLayout.START) : VisitorSnapshot.NEVER;
        out.active = known && t - out.sessionLast <= gapMs;
        out.sessionAge = known ? Math.max(0, t - out.sessionStart) / MS_PER_SECOND : 0;
        out.pageDepth = known ? record.getDouble(at + VisitorLayout.PAGE_DEPTH) : Double.NaN;
        readScores(record, at, t, catalogue, out);
        readPurse(record, at, t, out);
        readHistory(record, at, out);
    }

    private void readScores(
        final UnsafeBuffer record, final int at, final long t, final Catalogue catalogue, final VisitorSnapshot out) {
        out.velocity = Math.min(1, record.getDouble(at + VisitorLayout.VELOCITY));
        out.intent = scorer.intents().read(record, at, t);
        out.risk = scorer.risks().read(record, at, t);
        // All stages fade alike, so the stage stays what it was; read later, all would come to tie at nothing.
        out.stage = scorer.stages().read(record, at, Math.min(t, out.sessionLast));
        out.profile = ProfileScorer.read(record, at);
        out.probability = out.profile;
        out.urgency = ClusterScorer.urgency(record, at, t, out.velocity);
        out.categories = catalogue.categories().size();
        for (int category = 0; category < out.categories; category++) {
            out.categoryWeight[category] = ClusterScorer.weight(record, at, catalogue.cluster(category), t);
        }
    }

    private static void readPurse(final UnsafeBuffer record, final int at, final long t, final VisitorSnapshot out) {
        final boolean forgotten = Purse.isForgotten(record, at, t);
        out.cartItems = forgotten ? 0 : record.getInt(at + VisitorLayout.CART_ITEMS);
        out.cartValueMinor = forgotten ? 0 : record.getLong(at + VisitorLayout.CART_VALUE);
        out.cartCurrency = forgotten ? 0 : record.getInt(at + VisitorLayout.CART_CURRENCY);
        out.sessions = record.getInt(at + VisitorLayout.SESSIONS);
        out.purchases = record.getInt(at + VisitorLayout.PURCHASES);
        out.revenueMinor = record.getLong(at + VisitorLayout.REVENUE);
        out.revenueCurrency = record.getInt(at + VisitorLayout.REVENUE_CURRENCY);
        out.latestPurchase = record.getLong(at + VisitorLayout.PURCHASE_AT);
    }

    /** Scored moments and outcomes from the one that came in last on: an outcome knows how many scored moments were before it. */
    private static void readHistory(final UnsafeBuffer record, final int at, final VisitorSnapshot out) {
        int scored = record.getInt(at + VisitorLayout.HISTORY_COUNT);
        int outcomes = record.getInt(at + VisitorLayout.OUTCOME_COUNT);
        final int firstScored = Math.max(0, scored - VisitorLayout.RECENT);
        final int firstOutcome = Math.max(0, outcomes - VisitorLayout.RECENT_OUTCOMES);
        int count = 0;
        while (count < VisitorLayout.RECENT && (scored > firstScored || outcomes > firstOutcome)) {
            final int outcome = at + VisitorLayout.OUTCOMES
                + Math.max(0, outcomes - 1) % VisitorLayout.RECENT_OUTCOMES * VisitorLayout.ENTRY_BYTES;
            if (outcomes > firstOutcome && (scored == firstScored || record.getLong(outcome + Long.BYTES) >= scored)) {
                outcomes--;
                show(out, count++, record.getLong(outcome), 0);
            } else {
                scored--;
                final int entry = ProfileScorer.entry(at, scored);
                show(out, count++, record.getLong(entry), record.getDouble(entry + Long.BYTES));
            }
        }
        out.momentCount = count;
    }

    private static void show(final VisitorSnapshot out, final int i, final long packed, final double intent) {
        out.momentAt[i] = packed >> VisitorLayout.TYPE_BITS;
        out.momentType[i] = (int) packed & VisitorLayout.TYPE_MASK;
        out.momentIntent[i] = intent;
    }
}
