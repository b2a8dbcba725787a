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
        assertEquals(0, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
    }

    @Test
    void shouldTakeWhatComesBackOnAnEarlierDecision() {
        shop = Shop.with(RULE);
        final long first = fire(0);
        final long second = fire(1);
        shop.feedback(2, DISMISSED, first);
        shop.feedback(3, DISMISSED, second);
        shop.feedback(4, DISMISSED, first);
        assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
        assertEquals(1, shop.engine.count(EngineCount.FEEDBACK_UNUSED));
        // From 10 min to 20.
        cools(20 * MINUTE);
    }

    @Test
    void shouldIgnoreWhatWasShownBeforeALaterOneWentOut() {
        for (final String rule : List.of(RULE, RULE + "  cooldown: 5m\n")) {
            shop = Shop.with(rule);
            now = 0;
            fire(0);
            shop.feedback(1_000, SHOWN, shop.ids.get(0));
            for (int i = 1; i <= 3; i++) {
                fire(5 * MINUTE);
                shop.feedback(now + 1_000, SHOWN, shop.ids.get(i));
                // What was shown 1 s after 0 and 5 min is ignored 1 s after 10 and 15, as soon as the next is told to be shown.
                assertEquals(i - 1, shop.engine.count(EngineCount.DECISIONS_IGNORED));
            }
            // That doubles 5 min to 10, or from 10 to 20: the rule fired at 15.
            shop.moment(now + 5 * MINUTE, "exit_intent");
            assertEquals(2, shop.engine.count(EngineCount.DECISIONS_IGNORED));
            assertEquals(1, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
            assertEquals(List.of("r COOLING @" + 20 * MINUTE), shop.decided());
        }
    }

    /** However many go out meanwhile, the oldest are there when they are ignored. */
    @Test
    void shouldIgnoreTheOldestOfMany() {
        shop = Shop.with(RULE);
        fire(0);
        for (int i = 1; i <= 12; i++) {
            shop.feedback(now + 1_000, SHOWN, shop.ids.get(i - 1));
            if (i < 12) {
                fire(MINUTE);
            }
        }
        // Ignored 1 s after 10 and 11 min: those that were shown 1 s after 0 and 1. From 11 on the rule cools for 20 min.
        assertEquals(2, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        shop.moment(12 * MINUTE, "exit_intent");
        assertEquals(List.of("r COOLING @" + 12 * MINUTE), shop.decided());
    }

    /** What was ignored was so before what comes back now: an engagement sets it back, too. */
    @Test
    void shouldNoticeWhatWasIgnoredBeforeWhatComesBackOnAnother() {
        shop = Shop.with(RULE);
        fire(0, SHOWN);
        final long second = fire(MINUTE, SHOWN);
        // Both were shown 10 min ago or longer: two refusals, then the second is engaged with after all.
        shop.feedback(11 * MINUTE, ENGAGED, second);
        assertEquals(2, shop.engine.count(EngineCount.DECISIONS_IGNORED));
        fire(11 * MINUTE, DISMISSED);
        fire(0);
        assertEquals(0, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        // A dismissal is the one after them.
        shop.feedback(now, DISMISSED, shop.ids.get(shop.ids.size() - 1));
        assertEquals(1, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
    }

    /** A rule that fires once a session is asked about again as long as one of its decisions may be ignored, older ones included. */
    @Test
    void shouldNoticeWhatWasIgnoredOfARuleThatIsUsedUp() {
        shop = Shop.with(RULE + "  per: session\n");
        fire(0);
        fire(31 * MINUTE);
        shop.feedback(now, SHOWN, shop.ids.get(0));
        shop.feedback(now, SHOWN, shop.ids.get(1));
        shop.feedback(now, ENGAGED, shop.ids.get(1));
        shop.moment(now + MINUTE, "exit_intent");
        shop.moment(now + 10 * MINUTE, "exit_intent");
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_IGNORED));
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

    /** Room for one entry only, so that a customer's drives out the visitor's in hand. */
    @Test
    void shouldGoOnInTheLeastRoom() {
        shop = new Shop(EngineSettings.defaults().withCapacities(8, 1), RULE + "  every: 2\n");
        for (int i = 0; i < 40; i++) {
            final long customer = i % 3;
            shop.moment(i * MINUTE, "exit_intent", m -> m.customerKey = shop.ids.isEmpty() ? 0 : customer);
            for (final String name : new String[] {SHOWN, DISMISSED}) {
                // The first one that is dismissed is so by somebody of whom it is told at the same time whose visitor she is.
                shop.moment(i * MINUTE, name, m -> {
                    m.customerKey = name.equals(DISMISSED) && !shop.ids.isEmpty() ? customer : 0;
                    m.decision = shop.ids.isEmpty() ? 0 : shop.ids.get(shop.ids.size() - 1);
                });
            }
        }
        assertTrue(shop.engine.count(EngineCount.CADENCE_EVICTED) > 20, "evicted " + shop.engine.count(EngineCount.CADENCE_EVICTED));
        assertTrue(shop.engine.count(EngineCount.FEEDBACK_TAKEN) > 0);
    }
}
