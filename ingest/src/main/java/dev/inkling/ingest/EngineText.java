package dev.inkling.ingest;

import dev.inkling.scoring.EngineSettings;

/** Writes the part of the settings that decides, and so is journaled, as the engine reads it. */
final class EngineText {
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
            .withVisitors(visitors)
            .toText();
    }
}
