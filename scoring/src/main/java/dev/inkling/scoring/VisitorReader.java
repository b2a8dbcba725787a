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
        out.stage = scorer.stages().read(record, at, t);
        out.profile = ProfileScorer.read(record, at);
        out.probability = out.profile;
        out.urgency = ClusterScorer.urgency(record, at, catalogue.urgencyCategory(), t, out.velocity);
        out.categories = catalogue.categories().size();
        for (int category = 0; category < out.categories; category++) {
            out.categoryWeight[category] = ClusterScorer.weight(record, at, category, t);
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

    private static void readHistory(final UnsafeBuffer record, final int at, final VisitorSnapshot out) {
        final int count = record.getInt(at + VisitorLayout.HISTORY_COUNT);
        out.momentCount = Math.min(count, VisitorLayout.RECENT);
        for (int i = 0; i < out.momentCount; i++) {
            final int entry = at + VisitorLayout.HISTORY + (count - 1 - i) % VisitorLayout.RECENT * VisitorLayout.HISTORY_BYTES;
            final long packed = record.getLong(entry);
            out.momentAt[i] = packed >> VisitorLayout.TYPE_BITS;
            out.momentType[i] = (int) packed & (1 << VisitorLayout.TYPE_BITS) - 1;
            out.momentIntent[i] = record.getDouble(entry + Long.BYTES);
        }
    }
}
