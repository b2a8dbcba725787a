package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Times as text, against the library. */
class IsoTimeTest {
    private static long parse(final String text) {
        final byte[] bytes = Utf8.bytes("#" + text);
        return IsoTime.parse(bytes, 1, bytes.length - 1);
    }

    @Property(tries = 2000)
    void shouldReadWhatTheLibraryWrites(@ForAll @LongRange(min = Limits.TIME_MIN_MS, max = Limits.TIME_MAX_MS) final long epochMs,
                                        @ForAll @IntRange(min = -18 * 60, max = 18 * 60) final int eastMinutes) {
        final Instant instant = Instant.ofEpochMilli(epochMs);
        assertEquals(epochMs, parse(instant.toString()));
        final OffsetDateTime local = instant.atOffset(ZoneOffset.ofTotalSeconds(eastMinutes * 60));
        if (local.getYear() >= 0 && local.getYear() <= 9999) {
            assertEquals(epochMs, parse(local.toString()), local::toString);
        }
    }

    @Test
    void shouldReadTheFormsThatAreDocumented() {
        final long noon = Instant.parse("2024-02-29T12:00:00Z").toEpochMilli();
        for (final String text : new String[] {
            "2024-02-29T12:00:00Z", "2024-02-29t12:00:00z", "2024-02-29 12:00", "2024-02-29T12:00:00", "2024-02-29T12:00:00.0009999Z",
            "2024-02-29T12:00:00,000Z", "2024-02-29T14:30+02:30", "2024-02-29T14:30:00+0230", "2024-02-29T10:00-02", "2024-02-29T11:59:60Z"
        }) {
            assertEquals(noon, parse(text), text);
        }
        assertEquals(noon - 12 * 3_600_000L, parse("2024-02-29"));
        assertEquals(noon + 123, parse("2024-02-29T12:00:00.12399999999999Z"));
        assertEquals(noon + 100, parse("2024-02-29T12:00:00.1Z"));
    }

    @Test
    void shouldRefuseEverythingElse() {
        for (final String text : new String[] {
            "", "2024", "2024-02", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-04-31", "2024-02-29T", "2024-02-29T1",
            "2024-02-29T12", "2024-02-29T12:0", "2024-02-29T24:00Z", "2024-02-29T12:60Z", "2024-02-29T12:00:61Z", "2024-02-29T12:00:",
            "2024-02-29T12:00:00.", "2024-02-29T12:00:00.Z", "2024-02-29T12:00:00ZZ", "2024-02-29T12:00:00+", "2024-02-29T12:00:00+2",
            "2024-02-29T12:00:00+24:00", "2024-02-29T12:00:00+02:60", "2024-02-29T12:00:00+02-30", "2024-02-29T12:00 CET", "24-02-29T12:00",
            "2024-02-29Z", "2024/02/29", "-024-02-29", "2024-02-29X12:00", "1719830096789", "2024-02-29T12:00:00+ab:cd"
        }) {
            assertEquals(IsoTime.NOT_A_TIME, parse(text), text);
        }
    }
}
