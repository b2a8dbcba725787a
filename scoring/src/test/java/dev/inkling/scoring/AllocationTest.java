package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Nothing is allocated per moment, whatever comes of it. */
class AllocationTest {
    private static final int EVENTS = 1_000_000;
    private static final int ROUNDS = 4;
    private static final String RULES = RuleCompiler.defaultText()
        + "\n  - {name: cooling, when: 'session.risk > 0.5', action: {type: hint, id: h}, cooldown: 20s, cohort: {treat: 0.5}}\n"
        + "  - {name: often, when: 'count(\"stock_check\", duration(\"24h\")) >= 2 && first(\"purchase\")', per: page,"
        + " action: {type: sms, id: s}}\n"
        + "  - {name: dwelt, when: 'lasted(\"pricing_dwell\", 3.0, duration(\"10s\"))', per: visitor, action: {type: hint, id: d}}\n"
        + "  - {name: capped, when: 'session.velocity > 0.3', cap: {session: 2, day: 3}, every: 2, action: {type: hint, id: c}}\n"
        + "  - {name: daily, when: 'session.moments > 1', cap: {day: 1}, action: {type: hint, id: y}}\n"
        + "  - {name: seen, when: 'session.intent > 0.1', action: {type: hint, id: v, channel: onsite}}\n"
        + "  - {name: shadow, when: 'session.intent > 0.1', shadow: true, action: {type: hint, id: v, channel: onsite}}\n"
        + "  - {name: left, after: {moment: [cart_add, stock_check], idle: 20s, unless: purchase}, action: {type: email, id: l}}\n"
        + "  - {name: later, after: {moment: [cart_add, scroll], idle: 30m, unless: [purchase, exit_intent]}, when: 'cart.items > 0 &&"
        + " session.age >= 0 && page.time > 0 && seen(\"cart_add\", duration(\"24h\"))', per: session, action: {type: email, id: m}}\n";

    private final Moment moment = Shop.blank(0, "page_view");
    private final VisitorSnapshot snapshot = new VisitorSnapshot();
    private long random = 88_172_645_463_325_252L;
    private long decided;
    /** Decisions of the latest moments, by visitor: what feedback names. */
    private final long[] latest = new long[8_192];
    private int ordinal;

    @Test
    void shouldAllocateNothingInAMillionMoments() throws Exception {
        final Catalogue catalogue = Shop.catalogue(Catalogue.defaultText());
        final RuleSet rules = RuleCompiler.compile(RULES, "rules.yaml", catalogue);
        // Small tables, so that visitors and cadence entries are evicted all the time, and timers find no room.
        final Engine engine = new Engine(EngineSettings.defaults().withCapacities(5_000, 4_000).withRetention(30 * Shop.DAY)
            .withLimits(new TriggerLimits(3, 30_000, 600_000, 300, 8)));
        engine.configure(catalogue, rules);
        final RuleMeter meter = new RuleMeter(System::nanoTime);
        engine.meterBy(meter);
        final long[] names = new long[catalogue.types()];
        for (int type = 0; type < names.length; type++) {
            names[type] = Shop.hash(catalogue.typeName(type));
        }
        final DecisionSink sink = decision -> {
            decided++;
            decision.id = moment.sequence << 16 | ordinal++;
            latest[(int) decision.visitorKey] = decision.id;
        };
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(engine, names, sink, EVENTS / 4);
        // A round may show 88 bytes that depend on which tests ran before in this JVM, and that no later round shows: not ours, since
        // whatever the engine allocated would come again in each round.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && allocated != 0; round++) {
            final long began = threads.getCurrentThreadAllocatedBytes();
            run(engine, names, sink, EVENTS);
            allocated = threads.getCurrentThreadAllocatedBytes() - began;
        }
        assertEquals(0, allocated);

        for (final EngineCount what : EngineCount.values()) {
            final boolean busy = what != EngineCount.OTHER_CURRENCY && what != EngineCount.SESSIONS_RESUMED;
            assertTrue(!busy || engine.count(what) > 0, what + " is not exercised");
        }
        assertTrue(decided > 10_000, "decisions " + decided);
        assertTrue(meter.figures().stream().mapToLong(RuleFigures::sampled).sum() > 1_000, meter.figures().toString());
    }

    private void run(final Engine engine, final long[] names, final DecisionSink sink, final int events) {
        for (int i = 0; i < events; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            moment.sequence++;
            // Now and then nobody comes for 31 days.
            moment.received += i % 200_000 == 99_999 ? 31 * Shop.DAY : random & 255;
            moment.occurred = moment.received - (random >>> 8 & 31) * 1_000;
            // Some come so often that what is remembered of their rules is not driven out.
            moment.visitorKey = 1 + (random >>> 16 & 0xFFFF) % ((i & 1) == 0 ? 6_000 : 40);
            moment.customerKey = (random >>> 32 & 3) == 0 ? -moment.visitorKey / 2 : 0;
            moment.nameHash = names[(int) ((random >>> 34 & 0xFFFF) % names.length)];
            moment.decision = latest[(int) moment.visitorKey];
            ordinal = 0;
            moment.page = random >>> 50 & 3;
            moment.duration = random >>> 52 & 31;
            moment.scrollVelocity = (random >>> 57) * 10;
            engine.onTimers(moment.received, sink);
            engine.onTime(moment.received);
            engine.onMoment(moment, sink);
            if ((i & 1_023) == 0) {
                engine.linkCustomer(1 + (i & 0xFFFF), 9, 0, moment.received);
                engine.readVisitor(moment.visitorKey, moment.received, snapshot);
            }
        }
    }
}
