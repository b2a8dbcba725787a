package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine goes on under other settings from what was remembered before. */
class TakeOverTest {
    private static final String RULES = """
        triggers:
          - {name: often, when: 'count("search", duration("24h")) >= 3', cooldown: 1m, action: {type: a, id: b, channel: onsite}}
          - {name: long, when: 'lasted("size_guide", 20.0, duration("1h"))', per: session, every: 2, action: {type: a, id: b}}
          - {name: left, after: {moment: cart_add, idle: 30s}, cooldown: 5m, action: {type: a, id: b}}
          - {name: gone, after: {moment: search, idle: 2h, unless: purchase}, action: {type: a, id: b}}
          - {name: likely, when: 'crossed(visitor.probability, 0.3)', cap: {day: 3}, action: {type: a, id: b}}
        """;
    private static final String MODEL = """
        model:
          kind: logistic
          intercept: -1.5
          features:
            - {name: session.intent, weight: 2.5}
            - {name: moment.duration, weight: 0.01}
        """;
    private static final String[] TYPES = {"search", "size_guide", "cart_add", "scroll", "purchase", "product_view", "trigger_shown",
        "trigger_dismissed"};
    private static final int VISITORS = 40;

    private static EngineSettings settings(final int visitors, final int cadence, final int timers) {
        final EngineSettings d = EngineSettings.defaults().withCapacities(visitors, cadence);
        return d.withLimits(d.limits().withTimers(timers));
    }

    private static Shop shop(final EngineSettings settings) {
        final Shop shop = new Shop(settings, RULES);
        shop.model(MODEL);
        return shop;
    }

    /** The same moments for the same seed. */
    private static final class Stream {
        private final SplittableRandom random;
        private long now;

        Stream(final long seed) {
            random = new SplittableRandom(seed);
        }

        void run(final Shop shop, final int moments, final int visitors) {
            for (int i = 0; i < moments; i++) {
                now += random.nextInt(20) == 0 ? random.nextInt(3_600_000) : random.nextInt(4_000);
                if (random.nextInt(10) == 0) {
                    shop.tick(now);
                    continue;
                }
                final Moment moment = Shop.blank(now, TYPES[random.nextInt(TYPES.length)]);
                moment.visitorKey = 1 + random.nextInt(visitors);
                moment.customerKey = random.nextInt(4) == 0 ? 100 + moment.visitorKey % 7 : 0;
                moment.occurred -= random.nextInt(5) == 0 ? random.nextInt(60_000) : 0;
                moment.duration = random.nextInt(40);
                moment.scrollVelocity = random.nextInt(900);
                moment.device = random.nextInt(3);
                moment.decision = shop.ids.isEmpty() ? 0 : shop.ids.get(random.nextInt(shop.ids.size()));
                shop.moment(moment);
            }
        }
    }

    private static List<Long> counts(final Engine engine) {
        final List<Long> counts = new ArrayList<>();
        for (final EngineCount what : EngineCount.values()) {
            counts.add(engine.count(what));
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldDecideAsOneThatHadTheSettingsAllAlong(final long seed) {
        final EngineSettings other = settings(VISITORS + 60, 900, 700);
        final Shop all = shop(other);
        final Shop changed = shop(settings(VISITORS, 500, 400));
        final Shop back = shop(other);
        final Stream[] streams = {new Stream(seed), new Stream(seed), new Stream(seed)};
        streams[0].run(all, 3_000, VISITORS);
        streams[1].run(changed, 3_000, VISITORS);
        streams[2].run(back, 3_000, VISITORS);
        changed.engine = changed.engine.under(other);
        assertEquals(counts(all.engine), counts(changed.engine));
        back.engine = back.engine.under(settings(VISITORS, 500, 400)).under(settings(VISITORS + 3, 600, 500));
        streams[0].run(all, 1_000, VISITORS);
        streams[1].run(changed, 1_000, VISITORS);
        changed.engine = changed.engine.under(settings(VISITORS + 1, 501, 401));
        streams[2].run(back, 1_000, VISITORS);
        streams[0].run(all, 3_000, VISITORS);
        streams[1].run(changed, 3_000, VISITORS);
        streams[2].run(back, 3_000, VISITORS);
        assertTrue(all.decisions.size() > 500, () -> all.decisions.size() + " decisions");
        assertEquals(all.decisions, changed.decisions);
        assertEquals(all.decisions, back.decisions);
        assertEquals(counts(all.engine), counts(changed.engine));
        assertEquals(0, all.engine.count(EngineCount.VISITORS_EVICTED) + all.engine.count(EngineCount.CADENCE_EVICTED)
            + all.engine.count(EngineCount.TIMERS_NOT_SET));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 200})
    void shouldSaveAndLoadWhatWasTakenOver(final int visitors) {
        final Shop one = shop(settings(VISITORS, 300, 200));
        final Shop two = shop(settings(VISITORS, 300, 200));
        final Stream[] streams = {new Stream(5), new Stream(5)};
        streams[0].run(one, 2_000, VISITORS);
        streams[1].run(two, 2_000, VISITORS);
        final EngineSettings other = settings(visitors, 2 * visitors, visitors);
        one.engine = one.engine.under(other);
        two.engine = two.engine.under(other);
        two.reloadState();
        streams[0].run(one, 2_000, VISITORS);
        streams[1].run(two, 2_000, VISITORS);
        assertEquals(one.decisions, two.decisions);
        assertEquals(counts(one.engine), counts(two.engine));
    }

    @Test
    void shouldKeepTheVisitorsHeardOfLastWhereNotAllHaveRoom() {
        final Shop shop = shop(settings(10, 100, 100));
        for (long visitor = 1; visitor <= 10; visitor++) {
            final long key = visitor;
            shop.moment(visitor, "cart_add", m -> m.visitorKey = key);
        }
        // The second comes again, so the first and then the third to the eighth were heard of longest ago.
        shop.moment(20, "page_view", m -> m.visitorKey = 2);
        shop.engine = shop.engine.under(settings(3, 100, 100));
        for (final long visitor : new long[] {1, 3, 8}) {
            assertNull(shop.look(visitor, 30), "visitor " + visitor);
        }
        for (final long visitor : new long[] {9, 10, 2}) {
            assertEquals(1, shop.look(visitor, 30).cartItems, "visitor " + visitor);
        }
        assertEquals(7, shop.engine.count(EngineCount.VISITORS_EVICTED));
        assertEquals(7, shop.engine.count(EngineCount.TIMERS_DROPPED));
        assertEquals(3, shop.engine.count(EngineCount.TIMERS_PENDING));
        assertEquals(3, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        // Order of arrival goes on: the ninth makes room first.
        shop.moment(40, "page_view", m -> m.visitorKey = 11);
        assertNull(shop.look(9, 50));
        assertEquals(8, shop.engine.count(EngineCount.VISITORS_EVICTED));
        shop.tick(60_000);
        assertEquals(List.of("left FIRED @30010", "left FIRED @30020"), shop.decisions);
    }

    @Test
    void shouldKeepTheEntriesUsedLastAndTheTimersDueFirst() {
        final Shop shop = shop(settings(10, 100, 100));
        for (long visitor = 1; visitor <= 4; visitor++) {
            final long key = visitor;
            shop.moment(visitor, "cart_add", m -> m.visitorKey = key);
        }
        shop.tick(40_000);
        assertEquals(4, shop.decided().size());
        for (long visitor = 1; visitor <= 4; visitor++) {
            final long key = visitor;
            shop.moment(41_000 + visitor, "cart_add", m -> m.visitorKey = key);
        }
        shop.engine = shop.engine.under(settings(10, 2, 3));
        assertEquals(2, shop.engine.count(EngineCount.CADENCE_EVICTED));
        assertEquals(3, shop.engine.count(EngineCount.TIMERS_PENDING));
        assertEquals(1, shop.engine.count(EngineCount.TIMERS_DROPPED));
        shop.tick(80_000);
        // The timer of the fourth went; of the first two nobody knows any more that the rule fired 5 min ago, of the third one does.
        assertEquals(List.of("left FIRED @71001", "left FIRED @71002"), shop.decided().subList(0, 2));
    }

    @Test
    void shouldFollowAnotherRetentionGapAndSession() {
        final Shop shop = shop(settings(10, 100, 100));
        shop.moment(0, "page_view");
        shop.moment(Shop.MINUTE, "page_view", m -> m.visitorKey = 2);
        final EngineSettings d = settings(10, 100, 100);
        shop.engine = shop.engine.under(new EngineSettings(d.version(), d.clock(), EngineSettings.SessionMode.IDLE, 5 * Shop.MINUTE, 10,
            100, d.dedup(), 0, Shop.DAY, d.lateMs(), List.of("default", "outlet"), d.limits()));
        assertEquals(2, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        shop.tick(7 * Shop.MINUTE);
        assertEquals(0, shop.engine.count(EngineCount.SESSIONS_ACTIVE));
        assertTrue(shop.moment(8 * Shop.MINUTE, "page_view", m -> m.storefront = 1).newSession);
        shop.tick(Shop.DAY + 2 * Shop.MINUTE);
        assertNull(shop.look(2, Shop.DAY));
        assertNotNull(shop.look(1, Shop.DAY));
        assertEquals(1, shop.engine.count(EngineCount.VISITORS_EXPIRED));
    }
}
