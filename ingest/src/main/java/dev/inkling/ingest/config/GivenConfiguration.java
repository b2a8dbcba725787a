package dev.inkling.ingest.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.inkling.ingest.Setting;
import dev.inkling.ingest.Settings;
import dev.inkling.ingest.StartException;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.ConfigurationTexts;

/**
 * The configuration that a start was given. A setting that is left out leaves in force what the journal has, the word {@code default} asks
 * for this version's default, anything else is a file. Immutable.
 *
 * @param texts that decide, read but not checked yet
 * @param kept  kinds of which nothing was asked: what the journal has in force goes on
 * @param files by kind
 */
public record GivenConfiguration(ConfigurationTexts texts, Set<ConfigKind> kept, Map<ConfigKind, Path> files) {
    private static final String DEFAULT = "default";
    private static final Map<ConfigKind, Setting> SETTINGS =
        Map.of(ConfigKind.CATALOGUE, Setting.CATALOGUE, ConfigKind.MODEL, Setting.MODEL, ConfigKind.RULES, Setting.RULES);

    /** Makes them unchangeable. */
    public GivenConfiguration {
        kept = Collections.unmodifiableSet(kept);
        files = Collections.unmodifiableMap(files);
    }

    /**
     * Reads what the settings name.
     *
     * @param settings of the server
     * @param engine   settings of the engine, in canonical form
     * @return texts
     * @throws StartException when a file cannot be read
     */
    public static GivenConfiguration of(final Settings settings, final String engine) {
        final Set<ConfigKind> kept = EnumSet.of(ConfigKind.ENGINE);
        final Map<ConfigKind, Path> files = new EnumMap<>(ConfigKind.class);
        ConfigurationTexts texts = ConfigurationTexts.defaults().withEngine(engine);
        for (final Map.Entry<ConfigKind, Setting> entry : new EnumMap<>(SETTINGS).entrySet()) {
            final String value = settings.text(entry.getValue());
            if (value.isEmpty()) {
                kept.add(entry.getKey());
            } else if (!DEFAULT.equals(value)) {
                final Path file = Path.of(value);
                files.put(entry.getKey(), file);
                texts = texts.with(entry.getKey(), value, read(settings, entry.getValue(), file));
            }
        }
        return new GivenConfiguration(texts, kept, files);
    }

    private static String read(final Settings settings, final Setting setting, final Path file) {
        try {
            return ConfigurationFile.read(file);
        } catch (final IOException e) {
            throw new StartException(settings.name(setting) + ": " + e.getMessage(), e);
        }
    }
}
