package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC 6: per, cooldown and cohorts, on their edges. */
class CadenceTest {
    private static final String RULE = "triggers:\n- name: r\n  when: moment.name == \"exit_intent\"\n"
        + "  action: {type: hint, id: h}\n";

    @Test
    void shouldFireEachTimeUnlessToldOtherwise() {
        final Shop shop = Shop.with(RULE);
        shop.moment(0, "exit_intent");
        shop.moment(0, "page_view");
        shop.moment(0, "exit_intent");
        assertEquals(List.of("r FIRED @0", "r FIRED @0"), shop.decisions);
        assertEquals(0, shop.engine.count(EngineCount.MATCHES_USED_UP));
    }

    @Test
    void shouldFireOnceASession() {
        final Shop shop = Shop.with(RULE + "  per: session\n");
        shop.moment(0, "exit_intent");
        shop.moment(1, "exit_intent");
        shop.moment(Shop.HOUR, "exit_intent");
        shop.moment(Shop.HOUR, "exit_intent", m -> m.visitorKey = 2);
        assertEquals(List.of("r FIRED @0", "r FIRED @3600000", "r FIRED @3600000"), shop.decisions);
        assertEquals(1, shop.engine.count(EngineCount.MATCHES_USED_UP));
        assertEquals(3, shop.engine.count(EngineCount.DECISIONS_FIRED));
    }

    @Test
    void shouldFireOnceAPage() {
        final Shop shop = Shop.with(RULE + "  per: page\n");
        shop.moment(0, "exit_intent");
        shop.moment(1, "exit_intent");
        shop.moment(2, "product_view");
        shop.moment(3, "exit_intent");
        shop.moment(4, "exit_intent");
        assertEquals(List.of("r FIRED @0", "r FIRED @3"), shop.decisions);
    }

    @Test
    void shouldFireOnceAVisitorAndOnceACustomer() {
        final Shop shop = Shop.with(RULE + "  per: visitor\n");
        shop.moment(0, "exit_intent", m -> m.customerKey = 70);
        shop.moment(Shop.DAY, "exit_intent");
        // The same customer on another device; another customer on a third, then without signing in again.
        shop.moment(Shop.DAY, "exit_intent", m -> signedIn(m, 2, 70));
        shop.moment(Shop.DAY, "exit_intent", m -> signedIn(m, 3, 80));
        shop.moment(Shop.DAY + 1, "exit_intent", m -> m.visitorKey = 3);
        // What was shown before signing in counts as well.
        shop.moment(Shop.DAY + 2, "exit_intent", m -> m.visitorKey = 4);
        shop.moment(Shop.DAY + 3, "exit_intent", m -> signedIn(m, 4, 90));
        assertEquals(List.of("r FIRED @0", "r FIRED @86400000", "r FIRED @86400002"), shop.decisions);
    }

    private static void signedIn(final Moment moment, final long visitor, final long customer) {
        moment.visitorKey = visitor;
        moment.customerKey = customer;
    }

    @Test
    void shouldCoolDownAndSaySoOnceASession() {
        final Shop shop = Shop.with(RULE + "  cooldown: 60s\n");
        shop.moment(0, "exit_intent");
        shop.moment(59_998, "exit_intent");
        shop.moment(59_999, "exit_intent");
        shop.moment(60_000, "exit_intent");
        // Out of order: before the firing at 60,000 it is too early as well, but that was told in this session.
        shop.moment(50_000, "exit_intent", m -> m.received = Shop.T0 + 60_000);
        assertEquals(List.of("r FIRED @0", "r COOLING @59998", "r FIRED @60000"), shop.decisions);
        assertEquals(2, shop.engine.count(EngineCount.MATCHES_UNRECORDED));
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_COOLING));
    }

    @Test
    void shouldTellCoolingAgainInAnotherSession() {
        final Shop shop = Shop.with(RULE + "  cooldown: 24h\n");
        shop.moment(0, "exit_intent", m -> m.customerKey = 70);
        shop.moment(Shop.HOUR, "exit_intent");
        shop.moment(2 * Shop.HOUR, "exit_intent");
        // The cooldown is the customer's, on every device.
        shop.moment(3 * Shop.HOUR, "exit_intent", m -> signedIn(m, 2, 70));
        shop.moment(24 * Shop.HOUR, "exit_intent", m -> signedIn(m, 2, 70));
        assertEquals(List.of("r FIRED @0", "r COOLING @3600000", "r COOLING @7200000", "r COOLING @10800000", "r FIRED @86400000"),
            shop.decisions);
    }

    @Test
    void shouldHoldControlGroupsOutAndCountThemAsFired() {
        final Shop shop = Shop.with(RULE + "  per: session\n  cohort: {treat: 0.5, seed: s}\n");
        for (long visitor = 1; visitor <= 50; visitor++) {
            final long key = visitor;
            shop.decisions.clear();
            shop.moment(0, "exit_intent", m -> m.visitorKey = key);
            shop.moment(1, "exit_intent", m -> m.visitorKey = key);
            final boolean treated = Cohort.share("s", String.format("%016x", key)) < 0.5;
            assertEquals(List.of(treated ? "r FIRED @0" : "r HELD_OUT @0"), shop.decisions);
        }
    }

    @Test
    void shouldHoldOutOfEverything() {
        final EngineSettings d = Shop.settings();
        final Shop shop = new Shop(new EngineSettings(
            EngineSettings.VERSION, d.clock(), d.session(), d.sessionGapMs(), 64, 64, 64, 0.3, d.visitorRetentionMs(),
            d.lateMs(), d.storefronts()), RULE);
        int heldOut = 0;
        for (long visitor = 1; visitor <= 50; visitor++) {
            final long key = visitor;
            shop.decisions.clear();
            shop.moment(0, "exit_intent", m -> m.visitorKey = key);
            final boolean holdout = Cohort.share("holdout", String.format("%016x", key)) < 0.3;
            assertEquals(List.of(holdout ? "r HELD_OUT @0" : "r FIRED @0"), shop.decisions);
            heldOut += holdout ? 1 : 0;
        }
        assertEquals(heldOut, shop.engine.count(EngineCount.DECISIONS_HELD_OUT));
    }

    @Test
    void shouldForgetTheEntryAskedForLongestAgo() {
        final Shop shop = new Shop(EngineSettings.defaults().withCapacities(8, 2), RULE + "  per: visitor\n");
        for (final long visitor : new long[] {1, 2, 1, 3, 1, 2}) {
            shop.moment(0, "exit_intent", m -> m.visitorKey = visitor);
        }
        // 3 drives out 2, which was asked for before 1; so 2 fires again, and drives out 3.
        assertEquals(4, shop.decisions.size());
        assertEquals(2, shop.engine.count(EngineCount.CADENCE_EVICTED));
    }

    @Test
    void shouldKeepRulesToTheirStorefront() {
        final EngineSettings d = Shop.settings();
        final EngineSettings two = new EngineSettings(
            EngineSettings.VERSION, d.clock(), d.session(), d.sessionGapMs(), 64, 64, 64, 0, d.visitorRetentionMs(),
            d.lateMs(), List.of("default", "outlet"));
        final Shop shop = new Shop(two, RULE + "  storefront: outlet\n");
        shop.moment(0, "exit_intent");
        shop.moment(1, "exit_intent", m -> {
            m.visitorKey = 2;
            m.storefront = 1;
        });
        assertEquals(List.of("r FIRED @1"), shop.decisions);
    }
}
