package dev.inkling.ring;

import java.util.Locale;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Model;
import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;
import dev.inkling.scoring.StateOutput;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;

/**
 * The configuration texts that came and what is in force of them. A catalogue and the model and rules read with it may all change, one
 * text after the other; where in between they do not fit each other, the last ones that did stay in force until they do. An empty model
 * is none. Confined to one thread; allocates.
 */
final class ProcessorConfiguration {
    private static final int KINDS = ConfigKind.MODEL.value() + 1;
    private static final long DIGEST_SEED = 0x9E3779B97F4A7C15L;

    private final String[] texts = new String[KINDS];
    /** For errors. */
    private final String[] names = new String[KINDS];
    private final long[] digests = new long[KINDS];
    private final long[] inForce = new long[KINDS];
    private final String[] textsInForce = new String[KINDS];
    private ConfigurationCompiler compiler = ConfigurationCompiler.PLAIN;
    private EngineSettings settings;
    /** The last one that came. */
    private Catalogue given;
    private Catalogue catalogue;
    /** Read of the last text with the last catalogue, once {@link #isModelRead}: rules alone must not have it read again. */
    private Model givenModel;
    private boolean isModelRead;
    private Model model;
    private RuleSet rules;
    /** Whether all storefronts that the rules in force are for exist. */
    private boolean fits;
    /** Null once what came fits. */
    private String problem = "no configuration is in force";

    /**
     * Has texts compiled by another compiler from now on.
     *
     * @param other gives what the plain one gives
     */
    void compileWith(final ConfigurationCompiler other) {
        compiler = other;
    }

    /**
     * Takes a text.
     *
     * @param kind what it replaces
     * @param name for errors
     * @param text whole
     * @throws ConfigException when settings or catalogue cannot be used
     */
    void put(final ConfigKind kind, final String name, final String text) throws ConfigException {
        switch (kind) {
            case ENGINE -> settings = EngineSettings.parse(text, name);
            case CATALOGUE -> given = compiler.catalogue(name, text);
            case MODEL, RULES -> {
                // read below, since a new catalogue has them read anew as well
            }
            default -> throw new ConfigException(name, 1, 1, "a configuration of kind " + kind + "; this version has none");
        }
        isModelRead &= kind != ConfigKind.CATALOGUE && kind != ConfigKind.MODEL;
        texts[kind.value()] = text;
        names[kind.value()] = name;
        digests[kind.value()] = text.isEmpty() ? 0 : TextHash.of(text);
        if (kind == ConfigKind.ENGINE) {
            inForce[kind.value()] = digests[kind.value()];
            textsInForce[kind.value()] = text;
        }
        compile();
        if (kind == ConfigKind.ENGINE) {
            fits = doFit();
        }
    }

    /** Rules may be for a storefront that there is no more: then no moment can be processed until others come. */
    private boolean doFit() {
        try {
            if (rules != null) {
                rules.requireStorefronts(settings.storefronts(), names[ConfigKind.RULES.value()]);
            }
            return true;
        } catch (final RuleException e) {
            return false;
        }
    }

    private void compile() {
        final String text = texts[ConfigKind.RULES.value()];
        if (given == null || text == null) {
            return;
        }
        final String modelText = texts[ConfigKind.MODEL.value()];
        try {
            if (!isModelRead) {
                givenModel = modelText == null ? null : compiler.model(names[ConfigKind.MODEL.value()], modelText, given);
                isModelRead = true;
            }
            final RuleSet compiled = compiler.rules(names[ConfigKind.RULES.value()], text, given);
            if (settings != null) {
                compiled.requireStorefronts(settings.storefronts(), names[ConfigKind.RULES.value()]);
            }
            rules = compiled;
            fits = true;
        } catch (final ConfigException | RuleException e) {
            problem = e.getMessage();
            return;
        }
        model = givenModel;
        catalogue = given;
        problem = null;
        System.arraycopy(digests, 0, inForce, 0, KINDS);
        System.arraycopy(texts, 0, textsInForce, 0, KINDS);
    }

    /**
     * Saves the texts.
     *
     * @param out takes them
     */
    void save(final StateOutput out) {
        for (int kind = 0; kind < KINDS; kind++) {
            out.putInt(texts[kind] == null ? 0 : 1);
            if (texts[kind] != null) {
                out.putText(texts[kind]);
                out.putLong(digests[kind]);
            }
        }
    }

    /**
     * Takes saved texts, each once its hash agrees: a damaged number in settings could ask for all memory there is.
     *
     * @param in gives them
     * @throws StateException when they are damaged, or cannot be used by this code
     */
    void load(final StateInput in) throws StateException {
        for (int kind = 0; kind < KINDS; kind++) {
            if (in.getInt("texts of a kind", 0, 1) == 1) {
                final String name = "saved " + ConfigKind.get((short) kind).name().toLowerCase(Locale.ROOT);
                final String text = in.getText(ConfigurationWriter.MAX_TEXT_BYTES);
                if (in.getLong() != (text.isEmpty() ? 0 : TextHash.of(text))) {
                    throw in.damaged("the hash of " + name + " differs");
                }
                try {
                    put(ConfigKind.get((short) kind), name, text);
                } catch (final ConfigException failure) {
                    throw new StateException(in.damaged(failure.getMessage()).getMessage(), failure);
                }
            }
        }
    }

    /**
     * Whether moments can be processed.
     *
     * @return true when settings, a catalogue and rules that fit them are there
     */
    boolean isComplete() {
        return settings != null && rules != null && fits;
    }

    /**
     * Whether all that came is in force.
     *
     * @return false between a catalogue and the rules that fit it
     */
    boolean isSettled() {
        return problem == null;
    }

    /**
     * Why it is not complete, or not settled.
     *
     * @return in words; null when it is
     */
    String problem() {
        return problem;
    }

    /**
     * Settings in force.
     *
     * @return null before there are any
     */
    EngineSettings settings() {
        return settings;
    }

    /**
     * Catalogue in force.
     *
     * @return null before there is one
     */
    Catalogue catalogue() {
        return catalogue;
    }

    /**
     * Model in force.
     *
     * @return null when there is none
     */
    Model model() {
        return model;
    }

    /**
     * Rules in force.
     *
     * @return null before there are any that fit their catalogue
     */
    RuleSet rules() {
        return rules;
    }

    /**
     * The last text that came.
     *
     * @param kind which
     * @return null before there is one
     */
    String text(final ConfigKind kind) {
        return texts[kind.value()];
    }

    /**
     * The last texts that came.
     *
     * @return of every kind, to be called once it is complete
     */
    ConfigurationTexts texts() {
        return ConfigurationTexts.journaled(texts);
    }

    /**
     * The texts in force.
     *
     * @return of every kind: the settings that came last with the other texts that last fitted each other, which may be for storefronts
     *         that there are no more while it is not complete; the last that came where none ever fitted, and defaults for what never came
     */
    ConfigurationTexts textsInForce() {
        return ConfigurationTexts.journaled(rules == null ? texts : textsInForce);
    }

    /**
     * Digest over all texts in force.
     *
     * @return the digest
     */
    long digest() {
        final RollingDigest digest = new RollingDigest();
        digest.add(DIGEST_SEED);
        for (final long one : inForce) {
            digest.add(one);
        }
        return digest.value();
    }
}
