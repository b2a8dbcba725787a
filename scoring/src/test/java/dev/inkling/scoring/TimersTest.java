package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that wait until a visitor does nothing. */
class TimersTest {
    private static final String CART = rule("cart", "{moment: cart_add, idle: 20s, unless: [purchase]}", "");
    private static final String LATE = rule("late", "{moment: [cart_add, checkout_start], idle: 1m, unless: purchase}", "");

    private static String rule(final String name, final String after, final String more) {
        return "- {name: " + name + ", after: " + after + ", action: {type: email, id: e}" + more + "}\n";
    }

    private static Shop shop(final String... rules) {
        return Shop.with("triggers:\n" + String.join("", rules));
    }

    private static Shop shop(final EngineSettings settings, final String... rules) {
        return new Shop(settings, "triggers:\n" + String.join("", rules));
    }

    private static void counts(final Shop shop, final long set, final long due, final long takenBack, final long expired,
        final long dropped) {
        final List<Long> told = new ArrayList<>();
        for (final EngineCount what : List.of(EngineCount.TIMERS_SET, EngineCount.TIMERS_DUE, EngineCount.TIMERS_TAKEN_BACK,
            EngineCount.TIMERS_EXPIRED, EngineCount.TIMERS_DROPPED)) {
            told.add(shop.engine.count(what));
        }
        assertEquals(List.of(set, due, takenBack, expired, dropped), told);
        assertEquals(set - due - takenBack - expired - dropped, shop.engine.count(EngineCount.TIMERS_PENDING));
    }

    @Test
    void shouldFireExactlyWhenDueAndOnce() {
        final Shop shop = shop(CART);
        shop.moment(0, "cart_add");
        shop.tick(19_999);
        assertEquals(List.of(), shop.decisions);
        shop.tick(20_000);
        shop.tick(20_000);
        shop.tick(99_000);
        assertEquals(List.of("cart FIRED @20000"), shop.decisions);
        counts(shop, 1, 1, 0, 0, 0);
    }

    @Test
    void shouldFireAtTheTimeItWasDueForHoweverLateTheFrame() {
        final Shop shop = shop(CART);
        shop.moment(0, "cart_add");
        shop.tick(300_000);
        assertEquals(List.of("cart FIRED @20000"), shop.decisions);
    }

    @Test
    void shouldFireBeforeTheMomentWhoseFrameFindsItDue() {
        final String atOnce = "- {name: eager, when: session.moments >= 2, action: {type: a, id: b}}\n";
        final Shop shop = shop(atOnce, CART);
        shop.moment(0, "cart_add");
        // The purchase takes nothing back that was due when it came.
        shop.moment(20_000, "purchase");
        shop.moment(20_001, "page_view");
        assertEquals(List.of("cart FIRED @20000", "eager FIRED @20001"), shop.decisions);
    }

    @Test
    void shouldReadTheVisitorAsOfTheTimeItWasDueFor() {
        final Shop shop = shop(CART);
        shop.moment(0, "page_view", m -> m.visitorKey = 5);
        final long session = 2;
        shop.moment(0, "cart_add", m -> m.customerKey = 9);
        shop.moment(100, "page_view", m -> m.visitorKey = 5);
        shop.tick(50_000);
        final VisitorSnapshot then = shop.look(1, 20_000);
        assertEquals(List.of(1L, 9L, session), List.of(shop.last.visitorKey, shop.last.customerKey, shop.last.session));
        assertEquals(then.intent, shop.last.intent);
        assertEquals(then.risk, shop.last.risk);
    }

    @Test
    void shouldMoveWithWhateverTheVisitorDoes() {
        final Shop shop = shop(CART);
        shop.moment(0, "cart_add");
        shop.moment(15_000, "page_view", m -> m.visitorKey = 2);
        shop.moment(19_000, "page_view");
        shop.tick(38_999);
        assertEquals(List.of(), shop.decisions);
        // One that happened before and comes now: 20 s after it is earlier than 39 s.
        shop.moment(38_999, "page_view", m -> m.occurred -= 30_000);
        shop.tick(39_000);
        assertEquals(List.of("cart FIRED @39000"), shop.decisions);
    }

    @Test
    void shouldBeTakenBackByUnlessButNotByOneThatHappenedBefore() {
        final Shop shop = shop(CART);
        shop.moment(5_000, "cart_add");
        shop.moment(6_000, "purchase", m -> m.occurred -= 1_001);
        shop.tick(24_999);
        assertEquals(List.of(), shop.decisions);
        shop.tick(25_000);
        assertEquals(List.of("cart FIRED @25000"), shop.decisions);
        shop.moment(30_000, "cart_add");
        // In the same millisecond counts as after.
        shop.moment(31_000, "purchase", m -> m.occurred -= 1_000);
        shop.tick(90_000);
        assertEquals(1, shop.decisions.size());
        counts(shop, 2, 1, 1, 0, 0);
    }

    @Test
    void shouldNotBeSetAnewButCountFromTheLatestMomentThatSetsIt() {
        final Shop shop = shop(CART);
        shop.moment(0, "cart_add");
        shop.moment(10_000, "cart_add");
        shop.moment(10_500, "purchase", m -> m.occurred -= 501);
        shop.tick(30_000);
        assertEquals(List.of("cart FIRED @30000"), shop.decisions);
        counts(shop, 1, 1, 0, 0, 0);
    }

    @Test
    void shouldLetOneMomentSetTheTimersOfTwoRules() {
        final Shop shop = shop(CART, LATE);
        shop.moment(0, "cart_add");
        shop.tick(20_000);
        shop.moment(30_000, "checkout_start");
        shop.tick(100_000);
        assertEquals(List.of("cart FIRED @20000", "late FIRED @90000"), shop.decisions);
        shop.moment(200_000, "cart_add");
        shop.moment(201_000, "purchase");
        shop.tick(300_000);
        counts(shop, 4, 2, 2, 0, 0);
    }

    @Test
    void shouldWorkOffManyInOneOrderAcrossFrames() {
        final EngineSettings settings = Shop.settings().withLimits(new TriggerLimits(3, 0, 600_000, 50, 4));
        final Shop shop = shop(settings, CART, rule("first", "{moment: cart_add, idle: 20s}", ", priority: 1"));
        final List<String> expected = new ArrayList<>();
        for (int at = 0; at < 2; at++) {
            for (int visitor = 3; visitor > 0; visitor--) {
                final long key = 10 * (at + 1) + visitor;
                shop.moment(at, "cart_add", m -> m.visitorKey = key);
            }
            for (int i = 0; i < 6; i++) {
                expected.add((i < 3 ? "first" : "cart") + " FIRED @" + (20_000 + at));
            }
        }
        shop.tick(20_002);
        assertEquals(expected.subList(0, 4), shop.decisions);
        assertTrue(shop.engine.areTimersDue(Shop.T0 + 20_002));
        // A tick of the same millisecond goes on, and so does a moment of anybody.
        shop.tick(20_002);
        assertEquals(expected.subList(0, 8), shop.decisions);
        shop.moment(20_003, "page_view");
        assertEquals(expected, shop.decisions);
        assertFalse(shop.engine.areTimersDue(Shop.T0 + 20_003));
    }

    @Test
    void shouldFireBeforeWhatItsVisitorDoesHoweverManyAreBeforeIt() {
        for (final String after : List.of("purchase", "page_view", "cart_add")) {
            final Shop shop = shop(Shop.settings().withLimits(new TriggerLimits(3, 0, 600_000, 50, 4)),
                rule("cart", "{moment: cart_add, idle: 20s, unless: [purchase]}", ""),
                rule("first", "{moment: cart_add, idle: 20s}", ", priority: 1"));
            for (int i = 0; i < 5; i++) {
                final long key = 10 + i;
                shop.moment(i, "cart_add", m -> m.visitorKey = key);
            }
            // Ten timers are due; four come with the frame, and then those of the one who does something, the last of all.
            shop.moment(60_000, after, m -> m.visitorKey = 14);
            assertEquals(List.of("first FIRED @20000", "cart FIRED @20000", "first FIRED @20001", "cart FIRED @20001",
                "first FIRED @20004", "cart FIRED @20004"), shop.decided());
            shop.tick(60_000);
            assertEquals(List.of("first FIRED @20002", "cart FIRED @20002", "first FIRED @20003", "cart FIRED @20003"), shop.decided());
            assertEquals(0, shop.engine.count(EngineCount.TIMERS_TAKEN_BACK));
        }
    }

    @Test
    void shouldExpireWhenMoreThanTenMinutesOverdueAndConsumeNothing() {
        final Shop shop = shop(rule("cart", "{moment: cart_add, idle: 20s}", ", per: visitor"));
        shop.moment(0, "cart_add");
        shop.tick(20_000 + 600_001);
        assertEquals(List.of("cart EXPIRED @20000"), shop.decisions);
        shop.moment(1_000_000, "cart_add");
        shop.tick(1_020_000 + 600_000);
        assertEquals(List.of("cart EXPIRED @20000", "cart FIRED @1020000"), shop.decisions);
        counts(shop, 2, 1, 0, 1, 0);
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_EXPIRED));
    }

    @Test
    void shouldGoWithAVisitorWhoIsEvictedOrForgotten() {
        final Shop shop = shop(Shop.settings().withCapacities(2, 10), CART, LATE);
        shop.moment(0, "cart_add", m -> m.visitorKey = 7);
        shop.moment(1, "cart_add", m -> m.visitorKey = 8);
        shop.moment(2, "page_view", m -> m.visitorKey = 9);
        counts(shop, 4, 0, 0, 0, 2);
        shop.tick(100_000);
        assertEquals(List.of("cart FIRED @20001", "late FIRED @60001"), shop.decisions);

        final Shop other = shop(Shop.settings().withRetention(30 * Shop.DAY), rule("month", "{moment: cart_add, idle: 60d}", ""));
        other.moment(0, "cart_add");
        other.tick(31 * Shop.DAY);
        assertEquals(0, other.engine.visitors());
        counts(other, 1, 0, 0, 0, 1);
        // She comes back, and nobody remembers.
        other.moment(32 * Shop.DAY, "page_view");
        other.tick(60 * Shop.DAY);
        assertEquals(List.of(), other.decisions);
    }

    @Test
    void shouldNotSetATimerThatFindsNoRoom() {
        final Shop shop = shop(Shop.settings().withLimits(new TriggerLimits(3, 0, 600_000, 3, 64)), CART, LATE);
        shop.moment(0, "cart_add");
        shop.moment(1, "cart_add", m -> m.visitorKey = 2);
        assertEquals(1, shop.engine.count(EngineCount.TIMERS_NOT_SET));
        shop.tick(100_000);
        assertEquals(List.of("cart FIRED @20000", "cart FIRED @20001", "late FIRED @60000"), shop.decisions);
    }

    @Test
    void shouldKeepTimersThroughAReloadByTheRulesName() {
        final Shop shop = shop(CART, LATE);
        shop.moment(0, "cart_add");
        shop.moment(0, "cart_add", m -> m.visitorKey = 2);
        shop.reload(shop.engine.catalogue(), "triggers:\n" + rule("new", "{moment: scroll, idle: 1s}", "")
            + rule("late", "{moment: cart_add, idle: 5m}", ", priority: 3"));
        counts(shop, 4, 0, 0, 0, 2);
        shop.tick(59_999);
        assertEquals(List.of(), shop.decisions);
        shop.moment(59_999, "page_view", m -> m.visitorKey = 2);
        shop.tick(60_000);
        assertEquals(List.of("late FIRED @60000"), shop.decisions);
        // Visitor 2's keeps the idle time it was set with, until it is set again.
        shop.moment(60_000, "cart_add", m -> m.visitorKey = 2);
        shop.tick(60_000 + 300_000 - 1);
        assertEquals(List.of("late FIRED @60000"), shop.decisions);
        shop.moment(60_000 + 300_000 - 1, "page_view", m -> m.visitorKey = 3);
        shop.tick(60_000 + 300_000);
        assertEquals(List.of("late FIRED @60000", "late FIRED @360000"), shop.decisions);
    }

    @Test
    void shouldDropTheTimersOfARuleThatIsSwitchedOffOrHasNoneAnyMore() {
        for (final String after : List.of("- {name: cart, when: moment.name == 'scroll', action: {type: email, id: e}}\n",
            rule("cart", "{moment: cart_add, idle: 20s}", ", enabled: false"))) {
            final Shop shop = shop(CART);
            shop.moment(0, "cart_add");
            shop.reload(shop.engine.catalogue(), "triggers:\n" + after);
            counts(shop, 1, 0, 0, 0, 1);
            shop.tick(30_000);
            assertEquals(List.of(), shop.decisions);
        }
    }

    @Test
    void shouldHonourPerAndCooldownAtTheTimeItWasDueFor() {
        final Shop shop = shop(rule("session", "{moment: cart_add, idle: 20s}", ", per: session"),
            rule("cooling", "{moment: cart_add, idle: 20s}", ", cooldown: 60s"));
        shop.moment(0, "cart_add");
        shop.moment(40_000, "cart_add");
        // Due at 60 s, 40 s after the last firing; the frame comes when 60 s are over.
        shop.tick(85_000);
        shop.moment(85_000, "cart_add");
        shop.tick(105_000);
        assertEquals(List.of("session FIRED @20000", "cooling FIRED @20000", "cooling COOLING @60000", "cooling FIRED @105000"),
            shop.decisions);
        assertEquals(2, shop.engine.count(EngineCount.MATCHES_USED_UP));
    }

    @Test
    void shouldCountInTheBudgetsAtTheTimeItWasDueFor() {
        final Shop shop = shop(rule("capped", "{moment: cart_add, idle: 20s}", ", cap: {day: 1}, every: 2"));
        for (int i = 0; i < 4; i++) {
            shop.moment(100_000 * i, "cart_add");
            shop.tick(100_000 * i + 50_000);
        }
        assertEquals(List.of("capped FIRED @120000", "capped CAPPED @320000"), shop.decisions);
        final Shop visible = shop(CART.replace("id: e}", "id: e}, visible: true"),
            "- {name: seen, when: moment.name == 'page_view', action: {type: hint, id: h, channel: onsite}}\n");
        visible.moment(0, "cart_add");
        // The frame that finds the timer due is 31 s after it.
        visible.moment(51_000, "page_view");
        visible.moment(52_000, "page_view");
        assertEquals(List.of("cart FIRED @20000", "seen FIRED @51000", "seen COOLING @52000"), visible.decisions);
    }

    @Test
    void shouldTakeFeedbackOnWhatATimerDecided() {
        final Shop shop = shop(rule("cart", "{moment: cart_add, idle: 20s}", ", cooldown: 1m"),
            "- {name: always, when: moment.name == 'page_view', action: {type: note, id: n}}\n");
        for (int i = 0; i < 2; i++) {
            shop.moment(200_000 * i, "cart_add", m -> m.visitorKey = 1);
            shop.moment(200_000 * i + 20_000, "page_view");
            // Of the frame's two decisions it is the first.
            shop.feedback(200_000 * i + 21_000, "trigger_dismissed", shop.ids.get(2 * i));
        }
        assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
        // 1 min has become 2: at 320 s it is too early, 100 s after the last.
        shop.moment(300_000, "cart_add");
        shop.tick(320_000);
        assertEquals("cart COOLING @320000", shop.decisions.get(4));
    }

    @Test
    void shouldTakeOverHowManyAFrameHandles() {
        final Shop shop = shop(CART, LATE);
        shop.moment(0, "cart_add");
        shop.engine.adopt(Shop.settings().withLimits(new TriggerLimits(3, 0, 600_000, 1 << 18, 1)));
        shop.tick(70_000);
        assertEquals(List.of("cart FIRED @20000"), shop.decisions);
        shop.tick(70_000);
        assertEquals(2, shop.decisions.size());
    }

    @Test
    void shouldGoOnFromASavedState() {
        final Shop shop = shop(CART, LATE);
        shop.moment(0, "cart_add");
        shop.moment(0, "cart_add", m -> m.visitorKey = 2);
        shop.moment(5_000, "page_view");
        shop.reloadState();
        shop.moment(19_000, "purchase", m -> m.visitorKey = 2);
        shop.tick(100_000);
        assertEquals(List.of("cart FIRED @25000", "late FIRED @65000"), shop.decisions);
        counts(shop, 4, 2, 2, 0, 0);
    }

    @Test
    void shouldAskTheConditionWhenDue() {
        final String when = ", when: 'cart.items > 0 && page.time >= 20 && seen(\"size_guide\") && !first(\"cart_add\")"
            + " && since(\"size_guide\") == 21 && session.stage == \"decision\"'";
        final Shop shop = shop(rule("asks", "{moment: cart_add, idle: 20s}", when));
        shop.moment(0, "cart_add");
        shop.tick(20_000);
        assertEquals(List.of(), shop.decisions);
        shop.moment(30_000, "size_guide");
        shop.moment(31_000, "cart_add");
        shop.tick(40_000);
        shop.tick(51_000);
        assertEquals(List.of("asks FIRED @51000"), shop.decisions);
        counts(shop, 2, 2, 0, 0, 0);
        // A cart of eight days ago is forgotten.
        final Shop other = shop(rule("week", "{moment: cart_add, idle: 8d}", ", when: cart.items > 0"));
        other.moment(0, "cart_add");
        other.tick(8 * Shop.DAY);
        assertEquals(List.of(), other.decisions);
    }

    @Test
    void shouldSetTimersOnlyInTheRulesStorefront() {
        final EngineSettings d = Shop.settings();
        final EngineSettings two = new EngineSettings(d.version(), d.clock(), d.session(), d.sessionGapMs(), 64, 64, d.dedup(), 0,
            d.visitorRetentionMs(), d.lateMs(), List.of("default", "branch"));
        final Shop shop = shop(two, rule("branch", "{moment: cart_add, idle: 20s}", ", storefront: branch"));
        shop.moment(0, "cart_add");
        shop.moment(1, "cart_add", m -> {
            m.visitorKey = 2;
            m.storefront = 1;
        });
        counts(shop, 1, 0, 0, 0, 0);
        shop.tick(30_000);
        assertEquals(List.of("branch FIRED @20001"), shop.decisions);
        assertEquals(1, shop.last.storefront);
    }
}
