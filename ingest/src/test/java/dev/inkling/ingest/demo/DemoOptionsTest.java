package dev.inkling.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shoppers' time must never be late or in the future. */
class DemoOptionsTest {
    private static final long HOUR_MS = 3_600_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 600, 3_600, 86_400})
    void shouldKeepTimestampsWithinTheHourBehindTheirSending(final int seconds) {
        final DemoOptions options = options(seconds);
        for (int percent = 0; percent <= 100; percent++) {
            final long sentMs = 1_000L * seconds * percent / 100;
            final long shoppersMs = Math.round(options.speed() * sentMs);
            final long timestamp = options.timestamp(0, shoppersMs, sentMs);
            assertTrue(timestamp <= sentMs && timestamp > sentMs - HOUR_MS, seconds + " s, " + percent + " %: " + timestamp);
        }
    }

    @Test
    void shouldLetShoppersTimeRunThirtyTimesAsFastInAShortDemo() {
        assertEquals(30, options(20).speed());
        // 20 s are 600 s of theirs; the lead of 580 s and the slack of 600 s put the last moment 600 s before the end.
        assertEquals(20_000 - 600_000, options(20).timestamp(0, 600_000, 20_000));
        assertEquals(580_000 + 600_000, -options(20).timestamp(0, 0, 0));
    }

    @Test
    void shouldBringAboutAsManyMomentsAsTheRateAsksFor() {
        final DemoOptions options = options(20);
        final ShopperGenerator generator = new ShopperGenerator(1, options.meanGapMs(), "");
        long moments = 0;
        long lastMs = 0;
        for (int i = 0; i < 20_000; i++) {
            final Shopper shopper = generator.next();
            moments += shopper.moments().size();
            lastMs = shopper.moments().get(0).atMs();
        }
        // Moments a second of our time: theirs, times the speed. Within a tenth of the 400 that were asked for.
        assertEquals(400, moments / (lastMs / 1_000.0) * options.speed(), 40);
    }

    private static DemoOptions options(final int seconds) {
        return new DemoOptions(400, seconds, 1, "", Path.of("unused"));
    }
}
