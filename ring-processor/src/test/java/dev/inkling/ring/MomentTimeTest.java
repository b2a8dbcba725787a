package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** SPEC 2, case by case. */
class MomentTimeTest {
    private static final long RECEIVED = 10_000_000;
    private static final long HOUR = 3_600_000;
    private static final long ABSENT = MomentTime.ABSENT;

    @Test
    void shouldCorrectByTheTimeTheSenderHeldItBack() {
        // sent 1,500 ms after it happened, by a clock that is years off
        assertEquals(RECEIVED - 1_500, MomentTime.occurredByWall(RECEIVED, 77_000, 78_500));
        // a sender whose clock ran backwards between the two
        assertEquals(RECEIVED, MomentTime.occurredByWall(RECEIVED, 78_500, 77_000));
    }

    @Test
    void shouldTrustATimestampWithinAnHour() {
        assertEquals(RECEIVED - 500, MomentTime.occurredByWall(RECEIVED, RECEIVED - 500, ABSENT));
        assertEquals(RECEIVED, MomentTime.occurredByWall(RECEIVED, RECEIVED + 500, ABSENT));
        assertEquals(RECEIVED - HOUR, MomentTime.occurredByWall(RECEIVED, RECEIVED - HOUR, ABSENT));
    }

    @Test
    void shouldTakeATimestampFurtherOffAsAbsent() {
        assertEquals(RECEIVED, MomentTime.occurredByWall(RECEIVED, RECEIVED - HOUR - 1, ABSENT));
        assertEquals(RECEIVED, MomentTime.occurredByWall(RECEIVED, RECEIVED + HOUR + 1, ABSENT));
        assertTrue(MomentTime.isSkewed(RECEIVED, RECEIVED - HOUR - 1, ABSENT));
        assertTrue(MomentTime.isSkewed(RECEIVED, RECEIVED + HOUR + 1, ABSENT));
        assertFalse(MomentTime.isSkewed(RECEIVED, RECEIVED - HOUR, ABSENT));
        assertFalse(MomentTime.isSkewed(RECEIVED, RECEIVED - 2 * HOUR, RECEIVED));
        assertFalse(MomentTime.isSkewed(RECEIVED, ABSENT, ABSENT));
    }

    @Test
    void shouldUseWhatIsThere() {
        assertEquals(RECEIVED, MomentTime.occurredByWall(RECEIVED, ABSENT, ABSENT));
        assertEquals(RECEIVED, MomentTime.occurredByWall(RECEIVED, ABSENT, 5));
        assertEquals(42, MomentTime.occurredByEvent(RECEIVED, 42));
        assertEquals(RECEIVED, MomentTime.occurredByEvent(RECEIVED, ABSENT));
    }
}
