package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is measured of rules, by a clock that the test sets. */
class RuleMeterTest {
    private static final String RULES = """
        triggers:
          - {name: once, when: 'moment.name == "search"', per: session, action: {type: a, id: b}}
          - {name: hot, when: 'moment.name == "search"', cooldown: 1h, action: {type: a, id: b}}
          - {name: other, when: 'moment.name == "cart_add"', action: {type: a, id: b}}
        """;
    /** How far apart moments are. */
    private static final long STEP_MS = 10;

    private long nanos;
    /** What the clock takes, and so what two readings of it, one behind the other, are apart. */
    private long step = 25;
    private final RuleMeter meter = new RuleMeter(() -> nanos += step);

    @Test
    void shouldSampleOneMomentInAThousandEvenly() {
        int sampled = 0;
        long last = 0;
        long farthest = 0;
        for (long sequence = 1; sequence <= 1 << 20; sequence++) {
            if (RuleMeter.samples(sequence)) {
                sampled++;
                farthest = Math.max(farthest, sequence - last);
                last = sequence;
            }
        }
        // 2^20 / 1,024 = 1,024, and a few more or less at the ends.
        assertEquals(1_024, sampled, 4);
        assertTrue(farthest < 4 * 1_024, "none among " + farthest);
    }

    @Test
    void shouldCountDecisionsOfEachRuleAndTimeSampledEvaluations() {
        final Shop shop = Shop.with(RULES);
        shop.engine.meterBy(meter);
        final long sampled = run(shop, 1, 5_000);
        assertTrue(sampled >= 4, sampled + " sampled");
        final List<RuleFigures> figures = meter.figures();
        // Nothing happens to the clock but being read: each evaluation takes what the clock takes, and that is taken off.
        assertEquals(List.of(
            new RuleFigures("once", sampled, 0, Map.of(Status.FIRED, 1L)),
            new RuleFigures("hot", sampled, 0, Map.of(Status.FIRED, 1L, Status.COOLING, 1L)),
            new RuleFigures("other", 0, 0, Map.of())), figures);
    }

    @Test
    void shouldTakeOffTheClocksTimeAndLeaveOutWhatWasInterrupted() {
        meter.configure(Shop.compiled(RULES));
        for (int i = 0; i < 4; i++) {
            meter.begin();
        }
        step = RuleMeter.CLOCK_INTERRUPTED_NANOS + 1;
        meter.begin();
        step = 25;
        took(1, 100);
        took(1, 300);
        took(1, RuleMeter.INTERRUPTED_NANOS);
        // (100 + 25 + 300 + 25) / 2 - 25
        assertEquals(new RuleFigures("hot", 2, 200, Map.of()), meter.figures().get(1));
        // The clock becomes slower, 4 times 25 and 4 times 45: 35 on average; a rule is never told to cost less than nothing.
        step = 45;
        for (int i = 0; i < 4; i++) {
            meter.begin();
        }
        step = 25;
        meter.ended(0, meter.now());
        assertEquals(new RuleFigures("once", 1, 0, Map.of()), meter.figures().get(0));
    }

    @Test
    void shouldForgetAColdStart() {
        meter.configure(Shop.compiled(RULES));
        meter.begin();
        took(0, 50_000);
        double expected = 50_000;
        for (int i = 2; i <= 4_000; i++) {
            took(0, 60);
            expected += (60 - expected) / Math.min(i, RuleMeter.MEMORY);
        }
        // 50,000 weighs 1 / 256 after as many, and e times less after each 256 more: less than a thousandth of a nanosecond now.
        assertEquals(60, expected, 1e-3);
        assertEquals(expected, meter.figures().get(0).nanos(), 1e-6);
    }

    private void took(final int rule, final long time) {
        final long begun = meter.now();
        nanos += time;
        meter.ended(rule, begun);
    }

    @Test
    void shouldKeepFiguresByNameWhenOtherRulesComeInForce() {
        final Shop shop = Shop.with(RULES);
        shop.engine.meterBy(meter);
        final long sampled = run(shop, 1, 3_000);
        shop.reload(shop.engine.catalogue(), """
            triggers:
              - {name: new, when: 'moment.name == "search"', action: {type: a, id: b}}
              - {name: hot, when: 'moment.name == "search"', cooldown: 1h, action: {type: a, id: b}}
            """);
        assertEquals(List.of(
            new RuleFigures("new", 0, 0, Map.of()),
            new RuleFigures("hot", sampled, 0, Map.of(Status.FIRED, 1L, Status.COOLING, 1L))), meter.figures());
        final long more = run(shop, 3_001, 3_000);
        assertEquals(sampled + more, meter.figures().get(1).sampled());
        assertEquals(more, meter.figures().get(0).sampled());
    }

    @Test
    void shouldChangeNothingAndReadNoClockWhereNoMomentIsSampled() {
        final Shop metered = Shop.with(RULES);
        final Shop plain = Shop.with(RULES);
        metered.engine.meterBy(meter);
        assertFalse(RuleMeter.samples(1));
        metered.moment(0, "search");
        plain.moment(0, "search");
        assertEquals(0, nanos);
        run(metered, 2, 5_000);
        run(plain, 2, 5_000);
        assertEquals(plain.decisions, metered.decisions);
        final MemoryState one = new MemoryState();
        final MemoryState other = new MemoryState();
        plain.engine.save(one);
        metered.engine.save(other);
        assertTrue(one.isSame(other));
        metered.engine.meterBy(null);
        final long before = nanos;
        run(metered, 5_002, 5_000);
        assertEquals(before, nanos);
    }

    /** Moments of a visitor; sequences are counted from 1. */
    private static long run(final Shop shop, final long first, final int moments) {
        long sampled = 0;
        for (long sequence = first; sequence < first + moments; sequence++) {
            shop.moment(sequence * STEP_MS, "search");
            sampled += RuleMeter.samples(sequence) ? 1 : 0;
        }
        return sampled;
    }
}
