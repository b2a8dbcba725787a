package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC 6: what comes back is the customer's, whatever device it comes from, and nobody's who is only called the same. */
class CustomerFeedbackTest {
    private static final String RULE = "triggers:\n- name: r\n  when: moment.name == \"exit_intent\"\n"
        + "  action: {type: hint, id: h}\n";
    private static final String COOLING = RULE + "  cooldown: 20m\n";
    private static final long MINUTE = Shop.MINUTE;
    private static final String DISMISSED = "trigger_dismissed";
    private static final String ENGAGED = "trigger_engaged";
    private static final String SHOWN = "trigger_shown";

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.with(COOLING);
    }

    private static void signedIn(final Moment moment, final long visitor, final long customer) {
        moment.visitorKey = visitor;
        moment.customerKey = customer;
    }

    private void told(final Moment moment, final long visitor, final long customer, final int decision) {
        signedIn(moment, visitor, customer);
        moment.decision = shop.ids.get(decision);
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
        for (int i = 0; i < 2; i++) {
            shop.moment(i * 20 * MINUTE, "exit_intent");
            shop.feedback(i * 20 * MINUTE, DISMISSED, shop.ids.get(i));
        }
        shop.decided();
        shop.moment(60 * MINUTE - 1, "exit_intent", m -> m.customerKey = 70);
        shop.moment(60 * MINUTE, "exit_intent");
        assertEquals(List.of("r COOLING @3599999", "r FIRED @3600000"), shop.decided());
        shop.feedback(60 * MINUTE, ENGAGED, shop.ids.get(3));
        shop.moment(80 * MINUTE, "exit_intent");
        assertEquals(List.of("r FIRED @4800000"), shop.decided());
    }

    @Test
    void shouldTakeWhatAnotherDeviceOfTheCustomerTells() {
        // Known when it fired; then linked since it fired.
        shop.moment(0, "exit_intent", m -> signedIn(m, 1, 70));
        shop.moment(0, DISMISSED, m -> told(m, 2, 70, 0));
        shop.moment(0, "exit_intent", m -> m.visitorKey = 3);
        shop.moment(0, "page_view", m -> signedIn(m, 3, 70));
        shop.moment(0, DISMISSED, m -> told(m, 2, 0, 1));
        assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
        assertEquals(1, shop.engine.count(EngineCount.COOLDOWNS_DOUBLED));
        shop.decided();
        shop.moment(40 * MINUTE - 1, "exit_intent", m -> m.visitorKey = 2);
        assertEquals(List.of("r COOLING @2399999"), shop.decided());
        // Neither another customer, nor somebody who is nobody's.
        shop.moment(40 * MINUTE, DISMISSED, m -> told(m, 4, 71, 0));
        shop.moment(40 * MINUTE, ENGAGED, m -> told(m, 5, 0, 1));
        assertEquals(2, shop.engine.count(EngineCount.FEEDBACK_UNUSED));
        shop.moment(40 * MINUTE, ENGAGED, m -> told(m, 2, 0, 1));
        shop.moment(41 * MINUTE, "exit_intent", m -> m.visitorKey = 2);
        assertEquals(List.of("r FIRED @2460000"), shop.decided());
    }

    @Test
    void shouldRememberTheCustomerOfAVisitorWhoIsForgotten() {
        shop = new Shop(EngineSettings.defaults().withCapacities(2, 64), RULE);
        shop.moment(0, "exit_intent", m -> signedIn(m, 1, 70));
        shop.moment(1, "page_view", m -> m.visitorKey = 2);
        shop.moment(2, "page_view", m -> m.visitorKey = 3);
        shop.moment(3, DISMISSED, m -> told(m, 2, 70, 0));
        assertEquals(1, shop.engine.count(EngineCount.FEEDBACK_TAKEN));
    }

    /** The record of the one to whom it went says no more by itself that the rule is used up, whoever tells that it was shown. */
    @Test
    void shouldNoticeWhatWasIgnoredThoughAnotherDeviceToldThatItWasShown() {
        shop = Shop.with(RULE + "  per: session\n");
        shop.moment(0, "exit_intent", m -> signedIn(m, 1, 70));
        shop.moment(1, SHOWN, m -> told(m, 2, 70, 0));
        shop.moment(1 + 10 * MINUTE, "exit_intent");
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_IGNORED));
    }

    @Test
    void shouldNotTakeACustomerForAVisitorOfTheSameKey() {
        for (final String more : List.of("", "  per: visitor\n")) {
            shop = Shop.with(COOLING + more);
            shop.moment(0, "exit_intent", m -> m.visitorKey = 42);
            shop.moment(1, "exit_intent", m -> signedIn(m, 2, 42));
            assertEquals(List.of("r FIRED @0", "r FIRED @1"), shop.decided());
        }
        // Nor one's refusals for the other's.
        shop = Shop.with(COOLING);
        for (int i = 0; i < 2; i++) {
            shop.moment(i * 20 * MINUTE, "exit_intent", m -> signedIn(m, 2, 42));
            final int latest = i;
            shop.moment(i * 20 * MINUTE, DISMISSED, m -> told(m, 2, 42, latest));
        }
        shop.moment(20 * MINUTE, "exit_intent", m -> m.visitorKey = 42);
        shop.decided();
        shop.moment(40 * MINUTE, "exit_intent", m -> m.visitorKey = 42);
        shop.moment(40 * MINUTE, "exit_intent", m -> m.visitorKey = 2);
        assertEquals(List.of("r FIRED @2400000", "r COOLING @2400000"), shop.decided());
    }
}
