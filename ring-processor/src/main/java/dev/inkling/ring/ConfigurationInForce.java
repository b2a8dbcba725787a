package dev.inkling.ring;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.RuleSet;

/**
 * What a processor works by from one sequence on, as other threads may see it. Immutable.
 */
public final class ConfigurationInForce {
    private final long sequence;
    private final long receivedMs;
    private final long digest;
    private final ConfigurationTexts texts;
    private final ConfigurationTexts came;
    private final EngineSettings settings;
    private final Catalogue catalogue;
    private final RuleSet rules;
    private final List<ConfigurationVersion> versions;
    private final Map<ConfigKind, ConfigurationVersion> inForce = new EnumMap<>(ConfigKind.class);

    /**
     * As the processor has it.
     *
     * @param sequence      of the frame that put it in force
     * @param receivedMs    of that frame
     * @param configuration complete
     * @param versions      that came, newest first
     */
    ConfigurationInForce(
        final long sequence, final long receivedMs, final ProcessorConfiguration configuration, final List<ConfigurationVersion> versions) {
        this.sequence = sequence;
        this.receivedMs = receivedMs;
        this.versions = versions;
        digest = configuration.digest();
        texts = configuration.textsInForce();
        came = configuration.texts();
        settings = configuration.settings();
        catalogue = configuration.catalogue();
        rules = configuration.rules();
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            final String text = texts.text(kind);
            inForce.put(kind, versions.stream().filter(one -> one.kind() == kind && one.text().equals(text)).findFirst()
                .orElseGet(() -> ConfigurationVersion.of(kind, 0, 0, 0, text)));
        }
    }

    /**
     * Sequence of the frame that put it in force: every moment behind it is decided on by it.
     *
     * @return the sequence
     */
    public long sequence() {
        return sequence;
    }

    /**
     * When that was.
     *
     * @return epoch ms
     */
    public long receivedMs() {
        return receivedMs;
    }

    /**
     * Digest over all of it, as decisions carry it.
     *
     * @return the digest
     */
    public long digest() {
        return digest;
    }

    /**
     * The texts.
     *
     * @return those in force, which may be older than the last that came where those do not fit each other
     */
    public ConfigurationTexts texts() {
        return texts;
    }

    /**
     * The versions remembered, of all kinds, in force or not: at most 32 of a kind.
     *
     * @return newest first
     */
    public List<ConfigurationVersion> versions() {
        return versions;
    }

    /**
     * The version in force.
     *
     * @param kind one of {@link ConfigurationTexts#KINDS}
     * @return it; with sequence 0 when it is older than all that are remembered, or never came
     */
    public ConfigurationVersion version(final ConfigKind kind) {
        return inForce.get(kind);
    }

    /**
     * A version by its digest.
     *
     * @param kind   which; null for any
     * @param digest text hash
     * @return the newest such
     */
    public Optional<ConfigurationVersion> version(final ConfigKind kind, final long digest) {
        return versions.stream().filter(one -> one.digest() == digest && (kind == null || one.kind() == kind)).findFirst();
    }

    /**
     * Name of a moment type.
     *
     * @param type number, of this catalogue or of one before it
     * @return canonical name, {@code other} for a number that this catalogue does not have
     */
    public String typeName(final int type) {
        return catalogue.typeName(type >= 0 && type < catalogue.types() ? type : Catalogue.OTHER);
    }

    /**
     * Names of the storefronts.
     *
     * @return by the number that frames carry
     */
    public List<String> storefronts() {
        return settings.storefronts();
    }

    /** The last texts that came. */
    ConfigurationTexts came() {
        return came;
    }

    EngineSettings settings() {
        return settings;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    RuleSet rules() {
        return rules;
    }
}
