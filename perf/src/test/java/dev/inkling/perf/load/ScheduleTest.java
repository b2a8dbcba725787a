package dev.inkling.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Intended times must not depend on what happens to requests. */
class ScheduleTest {
    @Test
    void shouldSpaceRequestsEvenlyFromTheStart() {
        final Schedule schedule = new Schedule(1_000, 400, 2.5);
        // 400 a second are 2.5 ms apart; 2.5 s hold 1,000 of them.
        assertEquals(1_000, schedule.requests());
        assertEquals(1_000, schedule.intendedNanos(0));
        assertEquals(1_000 + 2_500_000, schedule.intendedNanos(1));
        assertEquals(1_000 + 2_500_000L * 999, schedule.intendedNanos(999));
    }

    @Test
    void shouldNotDriftAtRatesThatDoNotDivideASecond() {
        final Schedule schedule = new Schedule(0, 3, 1_000);
        // Request 3,000 - 3 is due exactly 999 s after the first, however often a third of a second was added.
        assertEquals(999_000_000_000L, schedule.intendedNanos(2_997), 1);
    }
}
