package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC 6: a cooldown that follows what comes back on decisions. */
class FeedbackTest {
    private static final String RULE = "triggers:\n- name: r\n  when: moment.name == \"exit_intent\"\n"
        + "  action: {type: hint, id: h}\n";
    private static final String COOLING = RULE + "  cooldown: 20m\n";
    private static final long MINUTE = Shop.MINUTE;
    private static final String DISMISSED = "trigger_dismissed";
    private static final String ENGAGED = "trigger_engaged";
    private static final String SHOWN = "trigger_shown";

    private Shop shop;
    private long now;

    @BeforeEach
    void open() {
        shop = Shop.with(COOLING);
        now = 0;
    }

    /** The rule fires after a while, and something comes back at once. Returns the decision. */
    private long fire(final long afterMs, final String... feedback) {
        now += afterMs;
        shop.moment(now, "exit_intent");
        assertEquals(List.of("r FIRED @" + now), shop.decided());
        final long decision = shop.ids.get(shop.ids.size() - 1);
        for (final String name : feedback) {
            shop.feedback(now, name, decision);
        }
        return decision;
    }

    /** Whether the present cooldown is exactly so long. */
    private void cools(final long cooldownMs) {
        shop.moment(now + cooldownMs - 1, "exit_intent");
        assertEquals(List.of(), shop.decided().stream().filter(d -> d.contains("FIRED")).toList());
        fire(cooldownMs);
    }

    @Test
    void shouldDoubleTheCooldownAfterTwoDismissals() {
        fire(0, SHOWN, DISMISSED);
        cools(20 * MINUTE);
        shop.feedback(now, DISMISSED, shop.ids.get(shop.ids.size() - 1));
        cools(40 * MINUTE);
        assertEquals(1, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        // The row begins anew: one more is not two.
        shop.feedback(now, DISMISSED, shop.ids.get(shop.ids.size() - 1));
        cools(40 * MINUTE);
        shop.feedback(now, DISMISSED, shop.ids.get(shop.ids.size() - 1));
        cools(80 * MINUTE);
        assertEquals(2, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        assertEquals(5, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
    }

    @Test
    void shouldResetAtAnEngagement() {
        for (int i = 0; i < 4; i++) {
            fire(40 * MINUTE, DISMISSED);
        }
        cools(80 * MINUTE);
        shop.feedback(now, ENGAGED, shop.ids.get(shop.ids.size() - 1));
        cools(20 * MINUTE);
        // It resets the row, too.
        fire(20 * MINUTE, DISMISSED);
        fire(20 * MINUTE, ENGAGED);
        fire(20 * MINUTE, DISMISSED);
        cools(20 * MINUTE);
    }

    @Test
    void shouldTakeWhatWasShownLongAgoForIgnored() {
        fire(0, SHOWN);
        // Nothing came back for 10 min when the rule matches next: one refusal. Then another, not looked at before the cooldown is over.
        fire(20 * MINUTE, SHOWN);
        shop.moment(now + 10 * MINUTE - 1, "exit_intent");
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        shop.moment(now + 10 * MINUTE, "exit_intent");
        assertEquals(2, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        shop.decided();
        cools(40 * MINUTE);
    }

    @Test
    void shouldIgnoreNothingThatWasNotShown() {
        for (int i = 0; i < 6; i++) {
            fire(20 * MINUTE);
        }
        assertEquals(0, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        cools(20 * MINUTE);
    }

    @Test
    void shouldNotIgnoreWhatWasAnswered() {
        final long first = fire(0, SHOWN);
        shop.feedback(9 * MINUTE, ENGAGED, first);
        final long second = fire(20 * MINUTE, SHOWN);
        shop.feedback(now + 9 * MINUTE, DISMISSED, second);
        fire(20 * MINUTE);
        assertEquals(0, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        cools(20 * MINUTE);
    }

    @Test
    void shouldRefuseADecisionOnceHoweverOftenItIsSaid() {
        final long first = fire(0, SHOWN, DISMISSED, DISMISSED, SHOWN);
        assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
        assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_UNUSED));
        // Ignored when the rule matches, and dismissed after that: once as well, which makes two with the first.
        fire(20 * MINUTE, SHOWN);
        shop.moment(now + 11 * MINUTE, "exit_intent");
        shop.feedback(now + 12 * MINUTE, DISMISSED, shop.ids.get(1));
        shop.feedback(now + 12 * MINUTE, DISMISSED, first);
        shop.decided();
        assertEquals(1, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        cools(40 * MINUTE);
        fire(40 * MINUTE, DISMISSED);
        cools(40 * MINUTE);
    }

    @Test
    void shouldTakeAnEngagementAfterARefusalAndNoRefusalAfterAnEngagement() {
        fire(0, DISMISSED);
        fire(20 * MINUTE, DISMISSED, ENGAGED, DISMISSED, SHOWN, ENGAGED);
        assertEquals(3, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
        assertEquals(3, shop.engine.count(EngineCount.FEEDBACK_UNUSED));
        cools(20 * MINUTE);
    }

    @Test
    void shouldTakeWhatComesOutOfOrderAsItComes() {
        // Dismissed before it is told that it was shown: it is not ignored as well.
        final long decision = fire(0, DISMISSED);
        shop.moment(now, SHOWN, m -> {
            m.decision = decision;
            m.occurred = Shop.T0 - MINUTE;
        });
        fire(20 * MINUTE);
        assertEquals(0, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        cools(20 * MINUTE);
    }

    @Test
    void shouldPassOverWhatNamesNoDecisionOfTheVisitor() {
        final long decision = fire(0);
        shop.moment(1, DISMISSED, m -> {
            m.visitorKey = 2;
            m.decision = decision;
        });
        shop.feedback(1, DISMISSED, decision + 1);
        shop.feedback(1, DISMISSED, decision + (1 << 16));
        shop.feedback(1, "page_view", decision);
        assertEquals(3, shop.engine.count(EngineCount.FEEDBACK_UNUSED));
        shop.feedback(1, DISMISSED, 0);
        assertEquals(3, shop.engine.count(EngineCount.FEEDBACK_UNUSED), "it names none");
        // The latest of a rule is remembered, and that alone.
        fire(20 * MINUTE);
        shop.feedback(now, DISMISSED, decision);
        assertEquals(4, shop.engine.count(EngineCount.FEEDBACK_UNUSED));
        assertEquals(0, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
    }

    @Test
    void shouldRememberNothingThatDidNotGoOut() {
        for (final String more : List.of("  cohort: {treat: 0}\n", "  shadow: true\n")) {
            shop = Shop.with(COOLING + more);
            shop.moment(0, "exit_intent");
            shop.moment(1, "exit_intent");
            assertEquals(2, shop.ids.size());
            shop.ids.forEach(id -> shop.feedback(2, DISMISSED, id));
            assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_UNUSED), more);
        }
    }

    @Test
    void shouldTellTheDecisionsOfAMomentApart() {
        shop = Shop.with(COOLING + RULE.replace("triggers:\n", "").replace("name: r", "name: q") + "  cooldown: 20m\n");
        for (int i = 0; i < 2; i++) {
            shop.moment(i * 20 * MINUTE, "exit_intent");
            // The second one of them is q's.
            shop.feedback(i * 20 * MINUTE, DISMISSED, shop.ids.get(2 * i + 1));
        }
        shop.decided();
        shop.moment(40 * MINUTE, "exit_intent");
        assertEquals(List.of("r FIRED @2400000", "q COOLING @2400000"), shop.decided());
    }

    @Test
    void shouldDoubleFromTenMinutesWithoutACooldown() {
        shop = Shop.with(RULE);
        fire(0, DISMISSED);
        fire(0, DISMISSED);
        cools(20 * MINUTE);
        shop.feedback(now, ENGAGED, shop.ids.get(shop.ids.size() - 1));
        fire(0);
    }

    @Test
    void shouldCoolForThirtyDaysAtMost() {
        // 20 min x 2^11 = 28.4 days; one more would be 56.9.
        assertEquals(40_960 * MINUTE, Cadence.cooldown(20 * MINUTE, 11));
        assertEquals(30 * Shop.DAY, Cadence.cooldown(20 * MINUTE, 12));
        assertEquals(30 * Shop.DAY, Cadence.cooldown(20 * MINUTE, CadenceRecord.MOST_DOUBLINGS));
        assertEquals(30 * Shop.DAY, Cadence.cooldown(1, CadenceRecord.MOST_DOUBLINGS));
        assertEquals(30 * Shop.DAY, Cadence.cooldown(15 * Shop.DAY, 1));
        assertEquals(30 * Shop.DAY, Cadence.cooldown(15 * Shop.DAY + 1, 1));
        // What is longer by itself stays.
        assertEquals(40 * Shop.DAY, Cadence.cooldown(40 * Shop.DAY, 3));
        assertEquals(0, Cadence.cooldown(0, 0));
        for (int i = 0; i < 2 * 40; i++) {
            fire(31 * Shop.DAY, DISMISSED);
        }
        assertEquals(40, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        cools(30 * Shop.DAY);
    }

    @Test
    void shouldFollowTheCustomer() {
        for (int i = 0; i < 2; i++) {
            shop.moment(i * 20 * MINUTE, "exit_intent", m -> m.customerKey = 70);
            shop.feedback(i * 20 * MINUTE, DISMISSED, shop.ids.get(i));
        }
        shop.decided();
        // On another device, the customer's cooldown is 40 min too.
        shop.moment(60 * MINUTE - 1, "exit_intent", m -> signedIn(m, 2, 70));
        shop.moment(60 * MINUTE - 1, "exit_intent", m -> m.visitorKey = 3);
        shop.moment(60 * MINUTE, "exit_intent", m -> signedIn(m, 2, 70));
        assertEquals(List.of("r COOLING @3599999", "r FIRED @3599999", "r FIRED @3600000"), shop.decided());
        // An engagement there is the customer's as well.
        shop.moment(60 * MINUTE, ENGAGED, m -> {
            m.visitorKey = 2;
            m.decision = shop.ids.get(4);
        });
        shop.moment(80 * MINUTE, "exit_intent");
        assertEquals(List.of("r FIRED @4800000"), shop.decided());
    }

    @Test
    void shouldKeepWhatWasRefusedBeforeSigningInUntilAnEngagement() {
        fire(0, DISMISSED);
        fire(20 * MINUTE, DISMISSED);
        shop.moment(60 * MINUTE - 1, "exit_intent", m -> m.customerKey = 70);
        shop.moment(60 * MINUTE, "exit_intent");
        assertEquals(List.of("r COOLING @3599999", "r FIRED @3600000"), shop.decided());
        shop.feedback(60 * MINUTE, ENGAGED, shop.ids.get(3));
        shop.moment(80 * MINUTE, "exit_intent");
        assertEquals(List.of("r FIRED @4800000"), shop.decided());
    }

    private static void signedIn(final Moment moment, final long visitor, final long customer) {
        moment.visitorKey = visitor;
        moment.customerKey = customer;
    }

    @Test
    void shouldGoOnWithAStateThatWasSaved() {
        final long decision = fire(0, SHOWN);
        shop.reloadState();
        shop.feedback(1, DISMISSED, decision);
        shop.reloadState();
        fire(20 * MINUTE, SHOWN);
        shop.reloadState();
        shop.moment(now + 10 * MINUTE, "exit_intent");
        shop.reloadState();
        assertEquals(1, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        assertEquals(3, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
        shop.decided();
        cools(40 * MINUTE);
    }

    /** Room for one entry only, so that a customer's drives out the visitor's in hand; and a customer with the visitor's own key. */
    @Test
    void shouldGoOnInTheLeastRoom() {
        shop = new Shop(EngineSettings.defaults().withCapacities(8, 1), RULE + "  every: 2\n");
        for (int i = 0; i < 40; i++) {
            final long customer = i % 3;
            shop.moment(i * MINUTE, "exit_intent", m -> m.customerKey = customer);
            for (final String name : new String[] {SHOWN, DISMISSED}) {
                if (!shop.ids.isEmpty()) {
                    shop.feedback(i * MINUTE, name, shop.ids.get(shop.ids.size() - 1));
                }
            }
        }
        assertTrue(shop.engine.count(EngineCount.CADENCE_EVICTED) > 20, "evicted " + shop.engine.count(EngineCount.CADENCE_EVICTED));
        assertTrue(shop.engine.count(EngineCount.FEEDBACK_TAKEN) > 0);
    }
}
