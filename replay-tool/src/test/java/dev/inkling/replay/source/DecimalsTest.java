package dev.inkling.replay.source;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are numbers. */
class DecimalsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "35.79", "-1", "1000000000.00", "-0.0"})
    void shouldTakeWhatJsonTakes(final String text) {
        assertTrue(Decimals.isJsonNumber(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", ".5", "5.", "05", "+1", "1e5", "1,5", "1.2.3", "NaN", "--1", "1 ",
        "12345678901234567890123456789012345678901"})
    void shouldRefuseAllElse(final String text) {
        assertFalse(Decimals.isJsonNumber(text));
    }
}
