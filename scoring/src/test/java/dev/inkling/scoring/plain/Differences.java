package dev.inkling.scoring.plain;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.MomentScores;
import dev.inkling.scoring.VisitorSnapshot;

/** Scores of both sides, held against each other. */
final class Differences {
    private Differences() {
    }

    /** The first that differs in words, null if none does. */
    static String of(final PlainView view, final MomentScores s) {
        final Object[][] pairs = {
            {"new session", view.newSession ? 1.0 : 0.0, s.newSession ? 1.0 : 0.0},
            {"session", (double) view.visitor.session.sequence, (double) s.session},
            {"page", (double) view.visitor.session.pageSequence, (double) s.page},
            {"session.age", view.number("session.age"), s.sessionAge},
            {"session.moments", view.number("session.moments"), (double) s.moments},
            {"page.time", view.number("page.time"), s.pageTime},
            {"page.scroll_depth", view.number("page.scroll_depth"), s.pageDepth},
            {"page.scroll_depth before", view.before.get("page.scroll_depth"), s.pageDepthBefore},
            {"moment.scroll_z", view.number("moment.scroll_z"), s.scrollZ},
            {"moment.intent", view.number("moment.intent"), s.momentIntent},
            {"session.velocity", view.number("session.velocity"), s.velocity},
            {"session.velocity before", view.before.get("session.velocity"), s.velocityBefore},
            {"session.intent", view.number("session.intent"), s.intent},
            {"session.intent before", view.before.get("session.intent"), s.intentBefore},
            {"session.risk", view.number("session.risk"), s.risk},
            {"session.risk before", view.before.get("session.risk"), s.riskBefore},
            {"visitor.profile", view.number("visitor.profile"), s.profile},
            {"visitor.profile before", view.before.get("visitor.profile"), s.profileBefore},
            {"visitor.probability", view.number("visitor.probability"),
                // A model is asked only where a rule does.
                Double.isNaN(s.probability) ? view.number("visitor.probability") : s.probability},
            {"session.stage", (double) view.stage, (double) s.stage},
            {"session.urgency", (double) view.urgency, (double) s.urgency}};
        return first(pairs);
    }

    /** The same of what a look-up tells. */
    static String of(final PlainView view, final VisitorSnapshot s, final Catalogue catalogue) {
        for (int category = 0; category < s.categories; category++) {
            final String name = catalogue.categories().get(category);
            final double[] cluster = view.visitor.clusters.getOrDefault(name, new double[] {0, view.t});
            final double expected = cluster[0] / (1 + Math.max(0, (view.t - cluster[1]) / 3_600_000) / 24);
            if (!(Math.abs(expected - s.categoryWeight[category]) <= ModelCheck.CLOSE)) {
                return "weight of " + name + " is " + expected + ", but engine " + s.categoryWeight[category];
            }
        }
        return first(new Object[][] {
            {"cart.items", view.number("cart.items"), (double) s.cartItems},
            {"cart.value", (double) view.visitor.cart, (double) s.cartValueMinor},
            {"visitor.sessions", view.number("visitor.sessions"), (double) s.sessions},
            {"visitor.purchases", view.number("visitor.purchases"), (double) s.purchases},
            {"visitor.revenue", (double) view.visitor.revenue, (double) s.revenueMinor},
            {"customer", (double) view.visitor.customer, (double) s.customerKey}});
    }

    private static String first(final Object[][] pairs) {
        for (final Object[] pair : pairs) {
            final double expected = (Double) pair[1];
            final double actual = (Double) pair[2];
            final boolean isSame = Double.isNaN(expected) ? Double.isNaN(actual) : Math.abs(expected - actual) <= ModelCheck.CLOSE;
            if (!isSame) {
                return pair[0] + " is " + expected + ", but engine " + actual;
            }
        }
        return null;
    }
}
