package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC 6: visible rules together at most 3 a session and 30 s apart; rules in shadow. */
class VisibleBudgetTest {
    private static final String TWO = "triggers:\n"
        + "- {name: a, when: 'moment.name == \"exit_intent\"', action: {type: hint, id: a, channel: onsite}}\n"
        + "- {name: b, when: 'moment.name == \"page_view\"', action: {type: hint, id: b, channel: onsite}}\n";
    private static final String HIDDEN =
        "- {name: h, when: 'moment.name == \"exit_intent\"', action: {type: mail, id: h, channel: email}}\n";
    private static final String SHADOW =
        "- {name: s, when: 'moment.name == \"exit_intent\"', action: {type: hint, id: s, channel: onsite}, shadow: true}\n";

    @Test
    void shouldKeepVisibleRulesThirtySecondsApart() {
        final Shop shop = Shop.with(TWO);
        shop.moment(0, "exit_intent");
        shop.moment(29_999, "page_view");
        shop.moment(30_000, "page_view");
        shop.moment(59_999, "page_view");
        shop.moment(59_999, "exit_intent");
        assertEquals(List.of("a FIRED @0", "b COOLING @29999", "b FIRED @30000", "a COOLING @59999"), shop.decided());
        assertEquals(1, shop.engine.count(EngineCount.UNRECORDED_VISIBLE_GAP));
        assertEquals(2, shop.engine.count(EngineCount.DECISIONS_COOLING));
    }

    @Test
    void shouldShowThreeInASession() {
        final Shop shop = Shop.with(TWO);
        for (int i = 0; i < 5; i++) {
            shop.moment(i * 30_000, i % 2 == 0 ? "exit_intent" : "page_view");
        }
        shop.moment(150_000, "page_view");
        shop.moment(150_000, "exit_intent", m -> m.visitorKey = 2);
        assertEquals(List.of("a FIRED @0", "b FIRED @30000", "a FIRED @60000", "b CAPPED @90000", "a CAPPED @120000", "a FIRED @150000"),
            shop.decided());
        assertEquals(1, shop.engine.count(EngineCount.UNRECORDED_VISIBLE_SESSION));
        // Another session has its own three.
        shop.moment(Shop.HOUR, "page_view");
        assertEquals(List.of("b FIRED @3600000"), shop.decided());
    }

    /** The session's budget is asked before the gap. */
    @Test
    void shouldSayCappedWhenBothApply() {
        final Shop shop = Shop.with(TWO);
        for (int i = 0; i < 3; i++) {
            shop.moment(i * 30_000, "exit_intent");
        }
        shop.moment(60_001, "exit_intent");
        assertEquals("a CAPPED @60001", shop.decided().get(3));
    }

    @Test
    void shouldKeepTheGapBetweenSessionsAndAgainstTimeThatGoesBack() {
        final EngineSettings d = Shop.settings();
        final Shop shop = new Shop(new EngineSettings(d.version(), d.clock(), d.session(), 10_000, 64, 64, 64, 0, d.visitorRetentionMs(),
            d.lateMs(), d.storefronts()), TWO);
        shop.moment(0, "exit_intent");
        shop.moment(-1, "exit_intent", m -> m.received = Shop.T0);
        shop.moment(29_999, "exit_intent");
        shop.moment(30_000, "exit_intent");
        assertEquals(List.of("a FIRED @0", "a COOLING @-1", "a COOLING @29999", "a FIRED @30000"), shop.decided());
    }

    @Test
    void shouldSeeWhatAnEarlierRuleShowedAtTheSameMoment() {
        final String first = TWO.replace("name: b, when: 'moment.name == \"page_view\"'", "name: b, priority: 1, when: 'true'");
        final Shop shop = Shop.with(first);
        shop.moment(0, "exit_intent");
        assertEquals(List.of("b FIRED @0", "a COOLING @0"), shop.decided());
    }

    @Test
    void shouldLeaveWhatIsNotVisibleAlone() {
        final Shop shop = Shop.with(TWO + HIDDEN);
        for (int i = 0; i < 5; i++) {
            shop.moment(i, "exit_intent");
        }
        assertEquals(5, shop.decided().stream().filter(d -> d.startsWith("h FIRED")).count());
        // onsite is only what is taken as visible unless the rule says otherwise.
        final Shop otherwise = Shop.with(TWO.replace("channel: onsite}", "channel: onsite}, visible: false")
            + HIDDEN.replace("email}", "email}, visible: true"));
        otherwise.moment(0, "exit_intent");
        otherwise.moment(1, "exit_intent");
        assertEquals(List.of("a FIRED @0", "h FIRED @0", "a FIRED @1", "h COOLING @1"), otherwise.decided());
    }

    @Test
    void shouldCountWhatWasHeldOut() {
        final Shop shop = Shop.with(TWO.replace("channel: onsite}", "channel: onsite}, cohort: {treat: 0}"));
        shop.moment(0, "exit_intent");
        shop.moment(1, "page_view");
        assertEquals(List.of("a HELD_OUT @0", "b COOLING @1"), shop.decided());
    }

    @Test
    void shouldCheckARuleInShadowAgainstTheBudgetAndNotConsumeIt() {
        final Shop shop = Shop.with(TWO + SHADOW);
        // s comes after a, so a's firing stands before it; b is not kept from firing by s.
        shop.moment(0, "exit_intent", m -> m.visitorKey = 1);
        assertEquals(List.of("a FIRED @0", "s COOLING @0"), shop.decided());
        final Shop alone = Shop.with(TWO.replace("exit_intent", "size_guide") + SHADOW);
        for (int i = 0; i < 5; i++) {
            alone.moment(i, "exit_intent");
        }
        alone.moment(5, "page_view");
        assertEquals(List.of("s FIRED @0", "s FIRED @1", "s FIRED @2", "s FIRED @3", "s FIRED @4", "b FIRED @5"), alone.decided());
    }

    @Test
    void shouldConsumeARulesOwnBudgetInShadow() {
        final Shop shop = Shop.with("triggers:\n" + SHADOW.replace("shadow: true", "shadow: true, cap: {session: 1}"));
        shop.moment(0, "exit_intent");
        shop.moment(1, "exit_intent");
        assertEquals(List.of("s FIRED @0", "s CAPPED @1"), shop.decided());
    }

    @Test
    void shouldTakeOtherLimitsOverAndKeepWhatItKnows() {
        final Shop shop = Shop.with(TWO);
        shop.moment(0, "exit_intent");
        final EngineSettings d = shop.engine.settings();
        shop.engine.adopt(d.withLimits(new TriggerLimits(2, 5_000, 600_000, d.limits().timers(), 64)));
        assertEquals(5_000, shop.engine.settings().limits().visibleGapMs());
        shop.moment(4_999, "exit_intent");
        shop.moment(5_000, "exit_intent");
        shop.moment(10_000, "exit_intent");
        assertEquals(List.of("a FIRED @0", "a COOLING @4999", "a FIRED @5000", "a CAPPED @10000"), shop.decided());
        shop.engine.adopt(d.withLimits(new TriggerLimits(0, 0, 600_000, d.limits().timers(), 64)));
        shop.moment(Shop.HOUR, "page_view");
        assertEquals(List.of("b CAPPED @3600000"), shop.decided());
        shop.engine.adopt(d.withLimits(new TriggerLimits(Integer.MAX_VALUE, 0, 600_000, d.limits().timers(), 64)));
        shop.moment(Shop.HOUR, "page_view");
        shop.moment(Shop.HOUR - 1, "page_view", m -> m.received = Shop.T0 + Shop.HOUR);
        assertEquals(List.of("b FIRED @3600000", "b FIRED @3599999"), shop.decided());
    }

    @Test
    void shouldTakeAnotherHoldoutOver() throws ConfigException {
        final Shop shop = Shop.with(TWO + HIDDEN);
        shop.moment(0, "exit_intent");
        shop.engine.adopt(EngineSettings.parse(shop.engine.settings().toText().replace("holdout: 0.0", "holdout: 1.0"), "e"));
        shop.moment(1, "exit_intent");
        assertEquals(List.of("a FIRED @0", "h FIRED @0", "a COOLING @1", "h HELD_OUT @1"), shop.decided());
        assertEquals(1, shop.engine.visitors());
    }
}
