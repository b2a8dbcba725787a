package dev.inkling.ring;

import java.util.List;
import java.util.Objects;

import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.load.RuleCompiler;

/**
 * The texts that decide, each with the name that its errors are reported under (a file's path, or words such as {@code default rules}).
 *
 * @param engine        settings of the engine, in canonical form
 * @param catalogueName for errors
 * @param catalogue     YAML
 * @param modelName     for errors
 * @param model         YAML; empty for none
 * @param rulesName     for errors
 * @param rules         YAML
 */
public record ConfigurationTexts(
    String engine, String catalogueName, String catalogue, String modelName, String model, String rulesName, String rules) {
    /** All kinds of texts, in the order in which they are journaled. */
    public static final List<ConfigKind> KINDS = List.of(ConfigKind.ENGINE, ConfigKind.CATALOGUE, ConfigKind.MODEL, ConfigKind.RULES);

    /** Refuses what is missing. */
    public ConfigurationTexts {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(catalogueName, "catalogueName");
        Objects.requireNonNull(catalogue, "catalogue");
        Objects.requireNonNull(modelName, "modelName");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(rulesName, "rulesName");
        Objects.requireNonNull(rules, "rules");
    }

    /**
     * Texts without a model.
     *
     * @param engine        settings of the engine, in canonical form
     * @param catalogueName for errors
     * @param catalogue     YAML
     * @param rulesName     for errors
     * @param rules         YAML
     */
    public ConfigurationTexts(
        final String engine, final String catalogueName, final String catalogue, final String rulesName, final String rules) {
        this(engine, catalogueName, catalogue, "no model", "", rulesName, rules);
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
     * Texts that a journal brought.
     *
     * @param texts by the number of their kind
     * @return the same, under names that tell of the journal
     */
    static ConfigurationTexts journaled(final String[] texts) {
        ConfigurationTexts all = defaults();
        for (final ConfigKind kind : KINDS) {
            if (texts[kind.value()] != null) {
                all = all.with(kind, InForce.nameOf(kind), texts[kind.value()]);
            }
        }
        return all;
    }

    /**
     * One of the texts.
     *
     * @param kind one of {@link #KINDS}
     * @return the text
     */
    public String text(final ConfigKind kind) {
        return switch (kind) {
            case ENGINE -> engine;
            case CATALOGUE -> catalogue;
            case MODEL -> model;
            case RULES -> rules;
            default -> throw new IllegalArgumentException("a configuration of kind " + kind + "; this version has none");
        };
    }

    /**
     * What errors of one of the texts call it.
     *
     * @param kind one of {@link #KINDS}
     * @return a file's path, or words
     */
    public String name(final ConfigKind kind) {
        return switch (kind) {
            case ENGINE -> "engine settings";
            case CATALOGUE -> catalogueName;
            case MODEL -> modelName;
            case RULES -> rulesName;
            default -> throw new IllegalArgumentException("a configuration of kind " + kind + "; this version has none");
        };
    }

    /**
     * The same with another text of a kind.
     *
     * @param kind one of {@link #KINDS}
     * @param name for errors
     * @param text YAML
     * @return new texts
     */
    public ConfigurationTexts with(final ConfigKind kind, final String name, final String text) {
        return switch (kind) {
            case ENGINE -> withEngine(text);
            case CATALOGUE -> withCatalogue(name, text);
            case MODEL -> withModel(name, text);
            case RULES -> withRules(name, text);
            default -> throw new IllegalArgumentException("a configuration of kind " + kind + "; this version has none");
        };
    }

    /**
     * Checks that a pipeline could start with them.
     *
     * @throws PipelineException when it could not; names file, line and reason of the first text that cannot be used
     */
    public void check() {
        new WantedConfiguration(this, Runtime.getRuntime().maxMemory());
    }

    /**
     * The same with other settings of the engine.
     *
     * @param text in canonical form
     * @return new texts
     */
    public ConfigurationTexts withEngine(final String text) {
        return new ConfigurationTexts(text, catalogueName, catalogue, modelName, model, rulesName, rules);
    }

    /**
     * The same with another catalogue.
     *
     * @param name for errors
     * @param text YAML
     * @return new texts
     */
    public ConfigurationTexts withCatalogue(final String name, final String text) {
        return new ConfigurationTexts(engine, name, text, modelName, model, rulesName, rules);
    }

    /**
     * The same with other rules.
     *
     * @param name for errors
     * @param text YAML
     * @return new texts
     */
    public ConfigurationTexts withRules(final String name, final String text) {
        return new ConfigurationTexts(engine, catalogueName, catalogue, modelName, model, name, text);
    }

    /**
     * The same with another model.
     *
     * @param name for errors
     * @param text YAML; empty for none, when the profile is the probability of conversion
     * @return new texts
     */
    public ConfigurationTexts withModel(final String name, final String text) {
        return new ConfigurationTexts(engine, catalogueName, catalogue, name, text, rulesName, rules);
    }
}
