package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Velocities on one scale. */
class ScrollBaselinesTest {
    private final ScrollBaselines baselines = new ScrollBaselines(2);

    @Test
    void shouldTakeVelocitiesAsTheyAreBelowThirtySamples() {
        for (int i = 0; i < 29; i++) {
            baselines.feed(0, 1, i % 2 == 0 ? 100 : 300);
        }
        assertEquals(555, baselines.normalise(0, 1, 555));
        assertEquals(0, baselines.z());
    }

    @Test
    void shouldBringADeviceToTheScaleOfAll() {
        // Device 1: 15 x 100 and 15 x 300: mean 200, deviation 100. Device 2: 30 x 800.
        // All: (15 x 100 + 15 x 300 + 30 x 800) / 60 = 500; squares (15 x 400^2 + 15 x 200^2 + 30 x 300^2) / 60 = 95,000.
        for (int i = 0; i < 15; i++) {
            baselines.feed(0, 1, 100);
            baselines.feed(0, 1, 300);
            baselines.feed(0, 2, 800);
            baselines.feed(0, 2, 800);
        }
        // z = (350 - 200) / 100 = 1.5
        assertEquals(500 + StrictMath.sqrt(95_000) * 1.5, baselines.normalise(0, 1, 350), Shop.CLOSE);
        assertEquals(1.5, baselines.z(), Shop.CLOSE);
        // z = 50 is cut at 4.
        assertEquals(500 + StrictMath.sqrt(95_000) * 4, baselines.normalise(0, 1, 5_200), Shop.CLOSE);
        // Device 2 has no deviation, storefront 1 no samples.
        assertEquals(900, baselines.normalise(0, 2, 900));
        assertEquals(350, baselines.normalise(1, 1, 350));
    }
}
