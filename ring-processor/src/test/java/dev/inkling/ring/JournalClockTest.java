package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A clock driven by hand: never back, never a jump, steps counted. */
class JournalClockTest {
    private static final long SECOND = 1_000_000_000L;

    private long nanos = -5 * SECOND;
    private long wallMs = 1_000_000;

    private JournalClock clock(final long notBelowMs) {
        return new JournalClock(() -> nanos, () -> wallMs, notBelowMs);
    }

    private void pass(final long seconds, final long wallSeconds) {
        nanos += seconds * SECOND;
        wallMs += wallSeconds * 1_000;
    }

    @Test
    void shouldRunWithTheMonotonicClock() {
        final JournalClock clock = clock(0);
        assertEquals(1_000_000, clock.nowMs());
        pass(7, 7);
        assertEquals(1_007_000, clock.nowMs());
        assertEquals(0, clock.steps());
    }

    /** A wall that is behind the journal at the start is told as a step; time goes on from the journal's, slewed back by 500 ppm. */
    @Test
    void shouldGoOnFromTheJournalWhereTheWallIsBehind() {
        final JournalClock clock = clock(1_003_500);
        assertEquals(1_003_500, clock.nowMs());
        assertEquals(1, clock.steps());
        assertEquals(-3_500, clock.offsetMs());
        pass(3, 3);
        // 3 s times 500 ppm are 1.5 ms: 2,998.5 ms, rounded down.
        assertEquals(1_003_500 + 2_998, clock.nowMs());
        assertEquals(1, clock.steps());
    }

    @Test
    void shouldTakeNoStepForAJournalOfJustNow() {
        assertEquals(0, clock(1_000_900).steps());
    }

    @Test
    void shouldCountAStepOnceAndFollowSlowly() {
        final JournalClock clock = clock(0);
        pass(10, 10 - 3_600);
        // an hour back: the clock slows by 500 ppm of the 10 s that passed, which is 5 ms
        assertEquals(1_010_000 - 5, clock.nowMs());
        assertEquals(1, clock.steps());
        assertEquals(-3_600_000, clock.offsetMs());
        pass(10, 10);
        assertEquals(1_020_000 - 10, clock.nowMs());
        assertEquals(1, clock.steps());
    }

    @Test
    void shouldFollowADriftWithoutCallingItAStep() {
        final JournalClock clock = clock(0);
        long last = clock.nowMs();
        for (int i = 0; i < 1_000; i++) {
            nanos += 10 * SECOND;
            // the wall runs 100 ppm fast: 1 ms in 10 s
            wallMs += 10_001;
            final long now = clock.nowMs();
            assertTrue(now >= last);
            last = now;
        }
        assertEquals(0, clock.steps());
        assertTrue(Math.abs(wallMs - last) <= 1, (wallMs - last) + " ms off");
    }
}
