package dev.inkling.scoring.plain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/**
 * The engine against the plain model. {@code -Dinkling.model.events=N} runs so many events instead of the usual ones, and
 * {@code -Dinkling.model.seed=N} begins with that seed; a failure prints the seed of its run.
 */
class EngineModelTest {
    private static final int EVENTS_OF_A_RUN = 500;
    private static final long EVENTS = Long.getLong("inkling.model.events", 1_000_000);
    private static final long SEED = Long.getLong("inkling.model.seed", new Random().nextInt(1 << 20) * 1_000_000L);

    @Test
    void shouldScoreAndDecideAsThePlainModel() {
        long decisions = 0;
        for (long run = 0; run * EVENTS_OF_A_RUN < EVENTS; run++) {
            decisions += ModelCheck.check(SEED + run, EVENTS_OF_A_RUN);
        }
        System.out.println("model: " + EVENTS + " events from seed " + SEED + ", " + decisions + " decisions");
        // Rules that never fire would prove nothing.
        assertTrue(decisions > EVENTS / 10, decisions + " decisions");
    }
}
