package dev.inkling.ring;

import dev.inkling.journal.TextHash;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Model;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;

/**
 * Makes of configuration texts what the engine works by: nothing but a function of the texts. One that gives what was made before gives the
 * same, sooner; so a processor may be given either.
 */
class ConfigurationCompiler {
    /** Makes everything anew. Any thread. */
    static final ConfigurationCompiler PLAIN = new ConfigurationCompiler();

    /**
     * Reads a catalogue.
     *
     * @param name for errors
     * @param text YAML
     * @return it
     * @throws ConfigException when it cannot be used
     */
    Catalogue catalogue(final String name, final String text) throws ConfigException {
        return Catalogue.parse(text, name, TextHash::of);
    }

    /**
     * Reads a model.
     *
     * @param name      for errors
     * @param text      YAML; empty for none
     * @param catalogue that it is to fit
     * @return it; null for none
     * @throws ConfigException when it cannot be used with it
     */
    Model model(final String name, final String text, final Catalogue catalogue) throws ConfigException {
        return Model.parse(text, name, catalogue);
    }

    /**
     * Compiles rules.
     *
     * @param name      for errors
     * @param text      YAML
     * @param catalogue that they are to fit
     * @return them
     * @throws RuleException when they cannot be used with it
     */
    RuleSet rules(final String name, final String text, final Catalogue catalogue) throws RuleException {
        return RuleCompiler.compile(text, name, catalogue);
    }
}
