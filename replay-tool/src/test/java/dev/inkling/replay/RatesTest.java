package dev.inkling.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers as people read them. */
class RatesTest {
    @Test
    void shouldShowCountsAsPeopleReadThem() {
        assertEquals("0", Rates.count(0));
        assertEquals("9999", Rates.count(9_999));
        assertEquals("17.4 k", Rates.count(17_435));
        assertEquals("1.0 M", Rates.count(999_950));
        assertEquals("1.2 M", Rates.count(1_234_567));
        assertEquals("1.0 G", Rates.count(999_950_000));
    }

    @Test
    void shouldShowARateOverTheTimeItTook() {
        // 1.2 million in 0.6 s is 2 million a second.
        assertEquals("1.2 M events in 0.6 s, 2.0 M/s", Rates.of(1_200_000, "events", 600_000_000L));
    }
}
