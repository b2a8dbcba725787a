package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as rules write them. */
class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "20s,20000", "15m,900000", "24h,86400000", "7d,604800000", "0,0", "0s,0", "1h30m,5400000",
        "1m500ms,60500", "366d,31622400000"})
    void shouldReadDurations(final String text, final long ms) {
        assertEquals(OptionalLong.of(ms), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "1.5h", "5 s", "5S", "1m1h", "1s1s", "367d", "99999999999s", "\u0665s"})
    void shouldRefuseAllElse(final String text) {
        assertTrue(Durations.parse(text).isEmpty());
    }
}
