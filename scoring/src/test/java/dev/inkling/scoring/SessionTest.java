package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC 5, step 1, and how sessions and visitors end. */
class SessionTest {
    /** A timer is found due at the next whole unit, less than one behind its deadline. */
    private static final long UNIT = 1L << 12;
    private final Shop shop = Shop.withoutRules();

    @Test
    void shouldGoOnUpToThirtyMinutesAndBeginAnewBehind() {
        assertTrue(shop.moment(0, "page_view").newSession);
        assertFalse(shop.moment(30 * Shop.MINUTE, "page_view").newSession);
        assertTrue(shop.moment(60 * Shop.MINUTE + 1, "page_view").newSession);
        assertEquals(2, shop.look(1, 0).sessions);
    }

    @Test
    void shouldNeverMoveTheStartBackNorTheLastMoment() {
        shop.moment(10 * Shop.MINUTE, "page_view");
        final MomentScores early = shop.moment(5 * Shop.MINUTE, "page_view", m -> m.received = Shop.T0 + 10 * Shop.MINUTE);
        assertFalse(early.newSession);
        assertEquals(0, early.sessionAge);
        // 40 min is 30 min behind the last moment at 10 min.
        assertFalse(shop.moment(40 * Shop.MINUTE, "page_view").newSession);
        assertEquals(30 * 60, shop.engine.scores().sessionAge);
        assertEquals(3, shop.engine.scores().moments);
    }

    @Test
    void shouldGoOnWithASessionThatEndedWhenAMomentComesLate() {
        shop.moment(0, "page_view");
        shop.engine.onTime(Shop.T0 + 30 * Shop.MINUTE);
        assertEquals(1, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        shop.engine.onTime(Shop.T0 + 30 * Shop.MINUTE + UNIT);
        assertEquals(0, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        assertEquals(1, shop.engine.count(EngineCount.SESSIONS_ENDED));
        assertFalse(shop.moment(20 * Shop.MINUTE, "page_view", m -> m.received = Shop.T0 + 45 * Shop.MINUTE).newSession);
        assertEquals(1, shop.engine.count(EngineCount.SESSIONS_RESUMED));
        assertEquals(1, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        // It now ends at 20 + 30 min.
        shop.engine.onTime(Shop.T0 + 50 * Shop.MINUTE + UNIT);
        assertEquals(0, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
    }

    @Test
    void shouldEndASessionWhoseEndHadPassedWhenItBegan() {
        shop.moment(0, "page_view", m -> m.received = Shop.T0 + 45 * Shop.MINUTE);
        assertEquals(1, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        shop.engine.onTime(Shop.T0 + 45 * Shop.MINUTE + UNIT);
        assertEquals(0, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
    }

    @Test
    void shouldBeginAnewAtAnotherSessionIdOnlyWhenAskedTo() {
        shop.moment(0, "page_view", m -> m.sessionKey = 7);
        assertFalse(shop.moment(1, "page_view", m -> m.sessionKey = 8).newSession);
        final EngineSettings client = new EngineSettings(
            EngineSettings.VERSION, EngineSettings.Clock.WALL, EngineSettings.SessionMode.CLIENT,
            30 * Shop.MINUTE, 8, 8, 8, 0, Shop.DAY, Shop.HOUR, List.of("default"));
        final Shop other = new Shop(client, "triggers: []");
        other.moment(0, "page_view");
        assertFalse(other.moment(1, "page_view", m -> m.sessionKey = 7).newSession);
        assertFalse(other.moment(2, "page_view").newSession);
        assertTrue(other.moment(3, "page_view", m -> m.sessionKey = 8).newSession);
        assertFalse(other.moment(4, "page_view", m -> m.sessionKey = 8).newSession);
        assertEquals(1, other.engine.count(EngineCount.SESSIONS_ACTIVE));
    }

    @Test
    void shouldForgetAVisitorThirteenMonthsAfterTheLastWord() {
        shop.moment(0, "page_view");
        shop.moment(Shop.DAY, "page_view");
        shop.engine.onTime(Shop.T0 + 397 * Shop.DAY - 1);
        assertEquals(1, shop.engine.visitors());
        shop.engine.onTime(Shop.T0 + 397 * Shop.DAY + UNIT);
        assertEquals(0, shop.engine.visitors());
        assertEquals(1, shop.engine.count(EngineCount.VISITORS_EXPIRED));
        assertNull(shop.look(1, 0));
        assertTrue(shop.moment(397 * Shop.DAY, "page_view").newSession);
        assertEquals(1, shop.look(1, 397 * Shop.DAY).sessions);
    }

    @Test
    void shouldMakeRoomByForgettingTheLeastRecentlyActive() {
        final Shop small = new Shop(EngineSettings.defaults().withCapacities(3, 8), "triggers: []");
        for (final long visitor : new long[] {5, 6, 7, 5}) {
            small.moment(0, "page_view", m -> m.visitorKey = visitor);
        }
        small.moment(0, "page_view", m -> m.visitorKey = 8);
        assertNull(small.look(6, 0));
        small.engine.linkCustomer(7, 70, 0, Shop.T0);
        small.moment(0, "page_view", m -> m.visitorKey = 9);
        assertNull(small.look(5, 0));
        assertEquals(70, small.look(7, 0).customerKey);
        assertEquals(2, small.engine.count(EngineCount.VISITORS_EVICTED));
        assertEquals(3, small.engine.count(EngineCount.SESSIONS_ACTIVE));
    }

    @Test
    void shouldLinkACustomerFromALateEventWithoutASession() {
        shop.engine.linkCustomer(1, 10, 0, Shop.T0);
        assertEquals(10, shop.look(1, 0).customerKey);
        assertEquals(0, shop.look(1, 0).sessions);
        assertFalse(shop.look(1, 0).active);
        assertEquals(0, shop.engine.count(EngineCount.SESSIONS_STARTED));
        assertTrue(shop.moment(5, "page_view").newSession);
        assertEquals(10, shop.look(1, 5).customerKey);
        shop.engine.onTime(Shop.T0 + 396 * Shop.DAY + 5 + UNIT);
        assertEquals(0, shop.engine.visitors());
    }
}
