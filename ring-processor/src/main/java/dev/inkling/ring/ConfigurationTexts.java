package dev.inkling.ring;

import java.util.Objects;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.load.RuleCompiler;

/**
 * The texts that decide, each with the name that its errors are reported under (a file's path, or words such as {@code default rules}).
 *
 * @param engine        settings of the engine, in canonical form
 * @param catalogueName for errors
 * @param catalogue     YAML
 * @param rulesName     for errors
 * @param rules         YAML
 */
public record ConfigurationTexts(String engine, String catalogueName, String catalogue, String rulesName, String rules) {
    /** Refuses what is missing. */
    public ConfigurationTexts {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(catalogueName, "catalogueName");
        Objects.requireNonNull(catalogue, "catalogue");
        Objects.requireNonNull(rulesName, "rulesName");
        Objects.requireNonNull(rules, "rules");
    }

    /**
     * What is in force when nobody asks for anything else.
     *
     * @return default settings, catalogue and rules
     */
    public static ConfigurationTexts defaults() {
        return new ConfigurationTexts(EngineSettings.defaults().toText(), "default catalogue", Catalogue.defaultText(), "default rules",
            RuleCompiler.defaultText());
    }

    /**
     * Checks that a pipeline could start with them.
     *
     * @throws PipelineException when it could not; names file, line and reason of the first text that cannot be used
     */
    public void check() {
        new WantedConfiguration(this);
    }

    /**
     * The same with other settings of the engine.
     *
     * @param text in canonical form
     * @return new texts
     */
    public ConfigurationTexts withEngine(final String text) {
        return new ConfigurationTexts(text, catalogueName, catalogue, rulesName, rules);
    }

    /**
     * The same with another catalogue.
     *
     * @param name for errors
     * @param text YAML
     * @return new texts
     */
    public ConfigurationTexts withCatalogue(final String name, final String text) {
        return new ConfigurationTexts(engine, name, text, rulesName, rules);
    }

    /**
     * The same with other rules.
     *
     * @param name for errors
     * @param text YAML
     * @return new texts
     */
    public ConfigurationTexts withRules(final String name, final String text) {
        return new ConfigurationTexts(engine, catalogueName, catalogue, name, text);
    }
}
