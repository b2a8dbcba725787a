package dev.inkling.ring;

import java.util.HashMap;
import java.util.Map;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;

/**
 * Keeps what it makes, by the texts it was made of, so that what a check off the live path compiled is at hand when the same texts come out
 * of the journal: the processor's thread then compiles nothing. What is not kept is made. Not thread safe: one thread makes it, and hands
 * it over whole.
 */
final class PreparedConfiguration extends ConfigurationCompiler {
    private final Map<String, Catalogue> catalogues = new HashMap<>();
    private final Map<RulesKey, Compiled> rules = new HashMap<>();
    private long misses;

    /** Rules mean what they do by the types of one catalogue. */
    private record RulesKey(String text, Catalogue catalogue) {
    }

    /** One of both; the failure speaks of the file by the name that it was compiled under. */
    private record Compiled(RuleSet rules, String name, RuleException failure) {
    }

    /**
     * Keeps what is in force.
     *
     * @param catalogueText of the catalogue
     * @param catalogue     made of it
     * @param rulesText     of the rules
     * @param inForce       made of it with that catalogue
     */
    void keep(final String catalogueText, final Catalogue catalogue, final String rulesText, final RuleSet inForce) {
        catalogues.put(catalogueText, catalogue);
        rules.put(new RulesKey(rulesText, catalogue), new Compiled(inForce, null, null));
    }

    @Override
    Catalogue catalogue(final String name, final String text) throws ConfigException {
        Catalogue catalogue = catalogues.get(text);
        if (catalogue == null) {
            misses++;
            catalogue = super.catalogue(name, text);
            catalogues.put(text, catalogue);
        }
        return catalogue;
    }

    @Override
    RuleSet rules(final String name, final String text, final Catalogue catalogue) throws RuleException {
        final RulesKey key = new RulesKey(text, catalogue);
        Compiled compiled = rules.get(key);
        if (compiled == null || compiled.failure != null && !compiled.name.equals(name)) {
            misses++;
            compiled = compile(name, text, catalogue);
            rules.put(key, compiled);
        }
        if (compiled.failure != null) {
            throw compiled.failure;
        }
        return compiled.rules;
    }

    private Compiled compile(final String name, final String text, final Catalogue catalogue) {
        try {
            return new Compiled(super.rules(name, text, catalogue), name, null);
        } catch (final RuleException failure) {
            return new Compiled(null, name, failure);
        }
    }

    /**
     * How often something had to be made.
     *
     * @return count
     */
    long misses() {
        return misses;
    }
}
