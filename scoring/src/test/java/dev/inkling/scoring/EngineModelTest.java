package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inkling.scoring.rules.load.RuleCompiler;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The engine against {@link PlainModel}, on random moments that come out of order. */
class EngineModelTest {
    private static final String[] WHAT = {"newSession", "age", "moments", "page.time", "page.depth", "page.depth before", "i", "velocity",
        "velocity before", "intent", "intent before", "risk", "risk before", "profile", "profile before", "moment stage", "stage",
        "urgency", "cart items", "cart value", "sessions", "purchases"};
    /** Types that formulas name stand here more often than others. */
    private static final String[] OFTEN = {"product_view", "review_read", "cart_add", "cart_remove", "back_scroll", "pricing_dwell",
        "form_focus", "form_field_done", "exit_intent", "scroll", "hover", "stock_check", "countdown_view", "size_guide", "purchase"};

    private final Catalogue catalogue = Shop.catalogue(Catalogue.defaultText());

    @Property(tries = 60)
    void shouldScoreAsThePlainModel(@ForAll final long seed) {
        final Random random = new Random(seed);
        final EngineSettings d = Shop.settings();
        // Nobody is forgotten: that has tests of its own.
        final Shop shop = new Shop(new EngineSettings(d.version(), d.clock(), d.session(), d.sessionGapMs(), d.visitors(), d.cadence(),
            d.dedup(), 0, 3_650 * Shop.DAY, d.lateMs(), d.storefronts()), RuleCompiler.defaultText());
        final PlainModel model = new PlainModel(catalogue);
        long received = Shop.T0;
        for (int n = 0; n < 400; n++) {
            received += step(random);
            final Moment moment = random(random, received);
            final double[] expected = model.moment(moment);
            final double[] actual = values(shop, shop.moment(moment));
            for (int i = 0; i < WHAT.length; i++) {
                assertEquals(expected[i], actual[i], Shop.CLOSE, WHAT[i] + " of moment " + n + ", seed " + seed);
            }
        }
    }

    private static long step(final Random random) {
        switch (random.nextInt(40)) {
            case 0:
                return random.nextLong(2 * Shop.DAY);
            case 1:
                return random.nextLong(40 * Shop.MINUTE);
            case 2:
                return 10 * Shop.DAY * random.nextInt(2);
            default:
                return random.nextLong(20 * Shop.SECOND);
        }
    }

    private Moment random(final Random random, final long received) {
        final String name = random.nextInt(3) == 0 ? catalogue.typeName(random.nextInt(catalogue.types()))
            : OFTEN[random.nextInt(OFTEN.length)];
        final Moment moment = Shop.blank(0, name);
        moment.received = received;
        // A third comes late, up to the hour that is still scored.
        moment.occurred = received - (random.nextInt(3) == 0 ? random.nextLong(random.nextBoolean() ? Shop.MINUTE : Shop.HOUR) : 0);
        moment.visitorKey = 1 + random.nextInt(3);
        moment.device = random.nextInt(4);
        moment.page = random.nextInt(4);
        moment.duration = maybe(random, new double[] {0, 0.7, 3, 12, 30, 100});
        moment.depth = maybe(random, new double[] {0, 1, 8, 30});
        moment.scrollVelocity = random.nextBoolean() ? Double.NaN : Math.round(random.nextGaussian() * 300);
        moment.scrollDepth = maybe(random, new double[] {0, 0.2, 0.6, 1});
        moment.quantity = maybe(random, new double[] {0, 1, 3});
        moment.hasPrice = random.nextBoolean();
        moment.priceMinor = random.nextInt(10_000);
        return moment;
    }

    private static double maybe(final Random random, final double[] values) {
        return random.nextBoolean() ? Double.NaN : values[random.nextInt(values.length)];
    }

    private static double[] values(final Shop shop, final MomentScores s) {
        final VisitorSnapshot seen = shop.seen();
        return new double[] {s.newSession ? 1 : 0, s.sessionAge, s.moments, s.pageTime, s.pageDepth, s.pageDepthBefore, s.momentIntent,
            s.velocity, s.velocityBefore, s.intent, s.intentBefore, s.risk, s.riskBefore, s.profile, s.profileBefore, s.momentStage,
            s.stage, s.urgency, seen.cartItems, seen.cartValueMinor, seen.sessions, seen.purchases};
    }
}
