package dev.inkling.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import dev.inkling.ingest.config.ConfigurationFile;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.EngineSettings;

/**
 * Writes the part of the settings that decides, and so is journaled, as the engine reads it: what is given, and nothing else. Whatever is
 * left out is as the journal has it, or the default where it has nothing; only the clock is always said.
 */
final class EngineText {
    private static final int MOST_VISITORS = 1 << 24;
    private static final int LEAST_VISITORS = 64;
    private static final int MOST_DAYS = 3_650;

    private EngineText() {
    }

    /**
     * Settings of the engine.
     *
     * @param settings of the server
     * @return YAML with the keys that are given, those of the file of settings among them
     * @throws StartException when they cannot be used; names the setting, or the file with line and column
     */
    static String of(final Settings settings) {
        final String above = flags(settings);
        final String file = settings.text(Setting.ENGINE);
        try {
            final String text = file.isEmpty() ? above : merge(file, above, settings);
            EngineSettings.parse(text, "engine settings");
            return text;
        } catch (final ConfigException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    private static String merge(final String file, final String above, final Settings settings) throws ConfigException {
        final String below;
        try {
            below = ConfigurationFile.read(Path.of(file));
        } catch (final IOException e) {
            throw new StartException(settings.name(Setting.ENGINE) + ": " + e.getMessage(), e);
        }
        EngineSettings.parse(below, file);
        // A clock that the file gives counts unless the setting is given as well.
        return EngineSettings.merge("clock: wall\n", "default", EngineSettings.merge(below, file, above, "settings"), file);
    }

    private static String flags(final Settings settings) {
        final StringBuilder text = new StringBuilder();
        final String clock = settings.choice(Setting.CLOCK);
        if (settings.isGiven(Setting.CLOCK) || !settings.has(Setting.ENGINE)) {
            text.append("clock: ").append(clock).append('\n');
        }
        if (settings.has(Setting.VISITORS)) {
            text.append("visitors: ").append(settings.number(Setting.VISITORS, LEAST_VISITORS, MOST_VISITORS)).append('\n');
        }
        if (settings.has(Setting.SESSION)) {
            text.append("session: ").append(settings.choice(Setting.SESSION)).append('\n');
        }
        if (settings.has(Setting.VISITOR_RETENTION_DAYS)) {
            text.append("visitor_retention_ms: ")
                .append(TimeUnit.DAYS.toMillis(settings.number(Setting.VISITOR_RETENTION_DAYS, 1, MOST_DAYS))).append('\n');
        }
        if (settings.has(Setting.STOREFRONTS)) {
            text.append("storefronts:\n");
            Arrays.stream(settings.text(Setting.STOREFRONTS).split(",", -1))
                .forEach(name -> text.append("  - '").append(name.strip().replace("'", "''")).append("'\n"));
        }
        return text.isEmpty() ? "{}\n" : text.toString();
    }
}
