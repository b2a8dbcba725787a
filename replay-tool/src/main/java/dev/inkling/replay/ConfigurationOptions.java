package dev.inkling.replay;

import java.io.IOException;
import java.nio.file.Path;

import dev.inkling.journal.NotUtf8Exception;
import dev.inkling.journal.TextPlace;
import dev.inkling.journal.Storefronts;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.load.RuleCompiler;
import picocli.CommandLine.Option;

/** The options that decide what a moment means, as those of the server do. */
final class ConfigurationOptions {
    private static final int VISITORS_MIN = 64;
    private static final int VISITORS_MAX = 1 << 24;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules in place of the default set.")
    private Path rules;
    @Option(names = "--catalogue", paramLabel = "FILE", description = "Catalogue of moment types in place of the default one.")
    private Path catalogue;
    @Option(names = "--model", paramLabel = "FILE", description = "Model of the probability of conversion; none unless given.")
    private Path model;
    @Option(names = "--engine", paramLabel = "FILE",
        description = "Settings of the engine, storefronts among them, in place of the defaults.")
    private Path engine;
    @Option(names = "--visitors", paramLabel = "N", description = "Visitors kept in memory, 262,144 unless given.")
    private Integer visitors;

    /**
     * The texts that are to be in force: those of a server with the same options and {@code --clock event}.
     *
     * @return the texts
     */
    ConfigurationTexts texts() {
        if (visitors != null && (visitors < VISITORS_MIN || visitors > VISITORS_MAX)) {
            throw new UserException("--visitors: expected " + VISITORS_MIN + " to " + VISITORS_MAX + ", not " + visitors);
        }
        return new ConfigurationTexts(settings().toText(),
            catalogue == null ? "default catalogue" : catalogue.toString(), catalogue == null ? Catalogue.defaultText() : read(catalogue),
            model == null ? "no model" : model.toString(), model == null ? "" : read(model),
            rules == null ? "default rules" : rules.toString(), rules == null ? RuleCompiler.defaultText() : read(rules));
    }

    /**
     * The storefronts that events may name.
     *
     * @return as the settings have them
     */
    Storefronts storefronts() {
        return new Storefronts(settings().storefronts());
    }

    private EngineSettings settings() {
        try {
            final String below = engine == null ? "{}" : read(engine);
            final String above = "clock: event\n" + (visitors == null ? "" : "visitors: " + visitors);
            return EngineSettings.parse(EngineSettings.merge(below, String.valueOf(engine), above, "options"), String.valueOf(engine));
        } catch (final ConfigException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private static String read(final Path file) {
        try {
            return TextPlace.read(file);
        } catch (final NotUtf8Exception e) {
            throw new UserException(e.getMessage(), e);
        } catch (final IOException e) {
            throw new UserException("cannot read " + file + ": " + Causes.of(e), e);
        }
    }
}
