package dev.inkling.scoring;

/** Reads a visitor's record as it stands at a time, without changing it. */
final class VisitorReader {
    private static final double MS_PER_SECOND = 1_000;

    private final long gapMs;
    private final Scorer scorer;
    private final ConversionScorer conversion;

    VisitorReader(final EngineSettings settings, final Scorer scorer, final ConversionScorer conversion) {
        gapMs = settings.sessionGapMs();
        this.scorer = scorer;
        this.conversion = conversion;
    }

    void read(final long[] r, final int at, final long t, final Catalogue catalogue, final VisitorSnapshot out) {
        out.customerKey = r[at + VisitorLayout.CUSTOMER];
        out.storefront = VisitorLayout.high(r[at + VisitorLayout.REVENUE_CURRENCY]);
        out.session = r[at + VisitorLayout.SESSION];
        out.sessionMoments = MomentCounts.moments(r, at);
        out.sessionLast = r[at + VisitorLayout.LAST];
        final boolean known = out.sessionLast != VisitorLayout.NEVER;
        out.sessionStart = known ? r[at + VisitorLayout.START] : VisitorSnapshot.NEVER;
        out.active = known && t - out.sessionLast <= gapMs;
        out.sessionAge = known ? Math.max(0, t - out.sessionStart) / MS_PER_SECOND : 0;
        out.pageDepth = known ? RecordStore.number(r, at + VisitorLayout.PAGE_DEPTH) : Double.NaN;
        readScores(r, at, t, catalogue, out);
        readPurse(r, at, t, out);
        readHistory(r, at, out);
        conversion.tell(out, t);
    }

    private void readScores(
        final long[] r, final int at, final long t, final Catalogue catalogue, final VisitorSnapshot out) {
        out.velocity = Math.min(1, RecordStore.number(r, at + VisitorLayout.VELOCITY));
        out.intent = scorer.sums().intent(r, at, t);
        out.risk = scorer.risks().read(r, at, t);
        // All stages fade alike, so the stage stays what it was; read later, all would come to tie at nothing.
        out.stage = scorer.sums().stage(r, at, Math.min(t, out.sessionLast));
        out.profile = ProfileScorer.read(r, at, catalogue.figures());
        out.urgency = ClusterScorer.urgency(r, at, t, out.velocity, catalogue.figures());
        out.categories = catalogue.categories().size();
        for (int category = 0; category < out.categories; category++) {
            out.categoryWeight[category] = ClusterScorer.weight(r, at, catalogue.cluster(category), t, catalogue.figures());
        }
    }

    private static void readPurse(final long[] r, final int at, final long t, final VisitorSnapshot out) {
        final boolean forgotten = Purse.isForgotten(r, at, t);
        out.cartItems = forgotten ? 0 : Purse.items(r, at);
        out.cartValueMinor = forgotten ? 0 : r[at + VisitorLayout.CART_VALUE];
        out.cartCurrency = forgotten ? 0 : Purse.currency(r, at);
        out.sessions = VisitorLayout.low(r[at + VisitorLayout.SESSIONS]);
        out.purchases = Purse.purchases(r, at);
        out.revenueMinor = r[at + VisitorLayout.REVENUE];
        out.revenueCurrency = Purse.revenueCurrency(r, at);
        out.latestPurchase = r[at + VisitorLayout.PURCHASE_AT];
    }

    /** Scored moments and outcomes from the one that came in last on: an outcome knows how many scored moments were before it. */
    private static void readHistory(final long[] r, final int at, final VisitorSnapshot out) {
        long scored = r[at + VisitorLayout.HISTORY_COUNT];
        long outcomes = r[at + VisitorLayout.OUTCOME_COUNT];
        final long firstScored = Math.max(0, scored - VisitorLayout.RECENT);
        final long firstOutcome = Math.max(0, outcomes - VisitorLayout.RECENT_OUTCOMES);
        int count = 0;
        while (count < VisitorLayout.RECENT && (scored > firstScored || outcomes > firstOutcome)) {
            final int outcome = ProfileScorer.outcome(at, Math.max(0, outcomes - 1));
            if (outcomes > firstOutcome && (scored == firstScored || r[outcome + 1] >= scored)) {
                outcomes--;
                show(out, count++, r[outcome], 0);
            } else {
                scored--;
                final int entry = ProfileScorer.entry(at, scored);
                show(out, count++, r[entry], RecordStore.number(r, entry + 1));
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
