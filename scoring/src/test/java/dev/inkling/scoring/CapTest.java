package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC 6: every n-th match and caps, on their edges, and the order of what is asked. */
class CapTest {
    private static final String RULE = "triggers:\n- name: r\n  when: moment.name == \"exit_intent\"\n"
        + "  action: {type: hint, id: h}\n";

    @Test
    void shouldFireAtEachThirdMatchOfAVisitor() {
        final Shop shop = Shop.with(RULE + "  every: 3\n");
        for (int i = 1; i <= 7; i++) {
            shop.moment(i, "exit_intent");
            shop.moment(i, "page_view");
            shop.moment(10 * i, "exit_intent", m -> m.visitorKey = 2);
        }
        // Visitor 1: the third and the sixth; visitor 2 came seven times as well.
        assertEquals(List.of("r FIRED @3", "r FIRED @30", "r FIRED @6", "r FIRED @60"), shop.decided());
        assertEquals(14 - 4, shop.engine.count(EngineCount.MATCHES_PASSED_OVER));
        // The count goes on in another session: one of three was there.
        shop.moment(Shop.DAY, "exit_intent");
        shop.moment(Shop.DAY + 1, "exit_intent");
        assertEquals(List.of("r FIRED @86400001"), shop.decided());
    }


    @Test
    void shouldCountMatchesThatAreThenSuppressed() {
        final Shop shop = Shop.with(RULE + "  every: 2\n  cooldown: 10s\n");
        for (int i = 1; i <= 6; i++) {
            shop.moment(i * 2_000, "exit_intent");
        }
        shop.moment(13_999, "exit_intent");
        shop.moment(14_000, "exit_intent");
        // Matches 2, 4, 6 and 8 count: 4 s, 8 s (too early), 12 s (told already), 14 s.
        assertEquals(List.of("r FIRED @4000", "r COOLING @8000", "r FIRED @14000"), shop.decided());
        assertEquals(1, shop.engine.count(EngineCount.UNRECORDED_COOLDOWN));
        assertEquals(4, shop.engine.count(EngineCount.MATCHES_PASSED_OVER));
    }

    @Test
    void shouldAskForTheNthBeforePer() {
        final Shop shop = Shop.with(RULE + "  every: 2\n  per: session\n");
        for (int i = 1; i <= 4; i++) {
            shop.moment(i, "exit_intent");
        }
        assertEquals(List.of("r FIRED @2"), shop.decided());
        assertEquals(2, shop.engine.count(EngineCount.MATCHES_PASSED_OVER));
        assertEquals(1, shop.engine.count(EngineCount.MATCHES_USED_UP));
    }

    @Test
    void shouldCapASession() {
        final Shop shop = Shop.with(RULE + "  cap: {session: 2}\n");
        for (int i = 1; i <= 5; i++) {
            shop.moment(i, "exit_intent");
        }
        shop.moment(5, "exit_intent", m -> m.visitorKey = 2);
        assertEquals(List.of("r FIRED @1", "r FIRED @2", "r CAPPED @3", "r FIRED @5"), shop.decided());
        assertEquals(2, shop.engine.count(EngineCount.UNRECORDED_CAP_SESSION));
        assertEquals(1, shop.engine.count(EngineCount.DECISIONS_CAPPED));
        for (int i = 0; i < 3; i++) {
            shop.moment(Shop.HOUR + i, "exit_intent");
        }
        assertEquals(List.of("r FIRED @3600000", "r FIRED @3600001", "r CAPPED @3600002"), shop.decided());
    }

    @Test
    void shouldCapADayOfUtcAcrossSessions() {
        final Shop shop = Shop.with(RULE + "  cap: {day: 2}\n");
        // T0 is midnight: so are all whole days after it.
        shop.moment(0, "exit_intent");
        shop.moment(12 * Shop.HOUR, "exit_intent");
        shop.moment(Shop.DAY - 1, "exit_intent");
        shop.moment(Shop.DAY, "exit_intent");
        assertEquals(List.of("r FIRED @0", "r FIRED @43200000", "r CAPPED @86399999", "r FIRED @86400000"), shop.decided());
        // Late by less than an hour: of the day before, which is used up. That was told in this session already.
        shop.moment(Shop.DAY - 2, "exit_intent", m -> m.received = Shop.T0 + Shop.DAY);
        shop.moment(Shop.DAY + 1, "exit_intent");
        shop.moment(Shop.DAY + 2, "exit_intent");
        assertEquals(List.of("r FIRED @86400001"), shop.decided());
        assertEquals(2, shop.engine.count(EngineCount.UNRECORDED_CAP_DAY));
    }

    @Test
    void shouldCountAFiringOfTheDayBefore() {
        final Shop shop = Shop.with(RULE + "  cap: {day: 2}\n");
        shop.moment(-1, "exit_intent");
        shop.moment(1, "exit_intent");
        shop.moment(-2, "exit_intent", m -> m.received = Shop.T0 + 1);
        shop.moment(-3, "exit_intent", m -> m.received = Shop.T0 + 1);
        shop.moment(2, "exit_intent");
        shop.moment(3, "exit_intent");
        assertEquals(List.of("r FIRED @-1", "r FIRED @1", "r FIRED @-2", "r CAPPED @-3", "r FIRED @2"), shop.decided());
        // Two days on, the day before is one without firings.
        shop.moment(2 * Shop.DAY, "exit_intent");
        shop.moment(2 * Shop.DAY - 1, "exit_intent", m -> m.received = Shop.T0 + 2 * Shop.DAY);
        assertEquals(List.of("r FIRED @172800000", "r FIRED @172799999"), shop.decided());
    }

    @Test
    void shouldCountHeldOutFirings() {
        final Shop shop = Shop.with(RULE + "  cap: {session: 1}\n  cohort: {treat: 0}\n");
        shop.moment(0, "exit_intent");
        shop.moment(1, "exit_intent");
        assertEquals(List.of("r HELD_OUT @0", "r CAPPED @1"), shop.decided());
    }

    @Test
    void shouldNotConsumeWhatIsSuppressed() {
        final Shop shop = Shop.with(RULE + "  cooldown: 10s\n  cap: {session: 2}\n");
        for (final long t : new long[] {0, 9_999, 10_000, 19_999, 20_000}) {
            shop.moment(t, "exit_intent");
        }
        assertEquals(List.of("r FIRED @0", "r COOLING @9999", "r FIRED @10000", "r CAPPED @20000"), shop.decided());
    }

    /** One record for each reason in a session, whatever stands between. */
    @Test
    void shouldTellEachReasonOnceASession() {
        final Shop shop = Shop.with(RULE + "  cooldown: 1s\n  cap: {session: 2, day: 3}\n");
        for (final long t : new long[] {0, 1, 2, 1_000, 1_001, 2_000, 2_001, 3_000}) {
            shop.moment(t, "exit_intent");
        }
        assertEquals(List.of("r FIRED @0", "r COOLING @1", "r FIRED @1000", "r CAPPED @2000"), shop.decided());
        // The next session fires once, then it is the day's cap, asked after the session's.
        for (final long t : new long[] {0, 1, 1_000, 1_001, 2_000}) {
            shop.moment(Shop.HOUR + t, "exit_intent");
        }
        assertEquals(List.of("r FIRED @3600000", "r COOLING @3600001", "r CAPPED @3601000"), shop.decided());
        // At 2 and 1,001 ms; at 2,001 and 3,000; an hour later at 1,001 and 2,000.
        assertEquals(2, shop.engine.count(EngineCount.UNRECORDED_COOLDOWN));
        assertEquals(2, shop.engine.count(EngineCount.UNRECORDED_CAP_SESSION));
        assertEquals(2, shop.engine.count(EngineCount.UNRECORDED_CAP_DAY));
        assertEquals(6, shop.engine.count(EngineCount.MATCHES_UNRECORDED));
    }

    @Test
    void shouldAskThePersCooldownBeforeTheCaps() {
        final Shop shop = Shop.with(RULE + "  per: session\n  cooldown: 10s\n  cap: {session: 1, day: 1}\n");
        shop.moment(0, "exit_intent");
        shop.moment(1, "exit_intent");
        assertEquals(List.of("r FIRED @0"), shop.decided());
        assertEquals(1, shop.engine.count(EngineCount.MATCHES_USED_UP));
        final Shop both = Shop.with(RULE + "  cooldown: 10s\n  cap: {session: 1, day: 1}\n");
        both.moment(0, "exit_intent");
        both.moment(1, "exit_intent");
        both.moment(10_000, "exit_intent");
        assertEquals(List.of("r FIRED @0", "r COOLING @1", "r CAPPED @10000"), both.decided());
        assertEquals(0, both.engine.count(EngineCount.MATCHES_UNRECORDED));
        both.moment(10_001, "exit_intent");
        assertEquals(1, both.engine.count(EngineCount.UNRECORDED_CAP_SESSION));
    }

    @Test
    void shouldGoOnWithAStateThatWasSaved() {
        final String rules = RULE + "  every: 2\n  cap: {session: 2, day: 3}\n";
        final Shop never = Shop.with(rules);
        final Shop saved = Shop.with(rules);
        for (int i = 0; i < 40; i++) {
            final long t = i * Shop.HOUR / 3 + i % 3 * Shop.MINUTE;
            never.moment(t, "exit_intent");
            saved.moment(t, "exit_intent");
            saved.reloadState();
            assertEquals(never.decided(), saved.decided(), "moment " + i);
        }
        for (final EngineCount what : EngineCount.values()) {
            assertEquals(never.engine.count(what), saved.engine.count(what), what.name());
        }
    }
}
