package dev.inkling.ingest;

import dev.inkling.scoring.EngineSettings;

/** Writes the part of the settings that decides, and so is journaled, as the engine reads it. */
final class EngineText {
    /** Firings remembered: two for each visitor, which is more than shoppers see. */
    private static final int CADENCE_PER_VISITOR = 2;

    private EngineText() {
    }

    /**
     * Settings of the engine.
     *
     * @param clock    wall or event
     * @param visitors capacity
     * @return their text in canonical form
     */
    static String of(final String clock, final int visitors) {
        return EngineSettings.defaults()
            .withClock("event".equals(clock) ? EngineSettings.Clock.EVENT : EngineSettings.Clock.WALL)
            .withCapacities(visitors, CADENCE_PER_VISITOR * visitors)
            .toText();
    }
}
