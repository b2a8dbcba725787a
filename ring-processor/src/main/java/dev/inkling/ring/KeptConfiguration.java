package dev.inkling.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.EngineSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start is to bring in force where its operator asked for nothing else: what the journal has in force, put there by an admin or by
 * a file of an earlier start. What nobody chose, a default of this version or one before, makes room for this version's default. Of the
 * engine's settings those stay that the start does not give. A start or reload before may have been cut short, with new settings in the
 * journal and not yet the rules for them: then settings and the rules before go on where they fit each other, and are refused otherwise.
 */
final class KeptConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(KeptConfiguration.class);

    private static final String CUT_SHORT = "; a start before was cut short behind its engine settings and before its rules: give the"
        + " --rules that it had, or the --storefronts of before it";

    private final ConfigurationTexts given;
    private final Set<ConfigKind> kinds;
    private final KnownDefaults defaults = new KnownDefaults();
    private final List<ConfigKind> kept = new ArrayList<>();

    /**
     * For a start.
     *
     * @param given texts of the start
     * @param kinds of which the journal's are to be kept
     */
    KeptConfiguration(final ConfigurationTexts given, final Set<ConfigKind> kinds) {
        this.given = given;
        this.kinds = kinds;
    }

    /**
     * Checks what is to be in force.
     *
     * @param processor recovered
     * @param heapBytes most that the heap may grow to
     * @return it
     * @throws ReloadException when it cannot be used, or what is kept does not fit what is given
     */
    WantedConfiguration over(final MomentProcessor processor, final long heapBytes) {
        final InForce inForce = processor.inForce();
        final ConfigurationInForce before = inForce.view();
        final ConfigurationTexts journaled = inForce.configuration().textsInForce();
        ConfigurationTexts wanted = given.withEngine(engine(processor.settings()));
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            wanted = over(kind, journaled, wanted);
        }
        if (inForce.begun() != null && kinds.contains(inForce.begun())) {
            LOG.warn("{} is not whole: the start or reload that brought it was cut short, and this start goes on without it; give it"
                + " again", InForce.nameOf(inForce.begun()));
        }
        try {
            return new WantedConfiguration(wanted, ConfigurationCompiler.PLAIN, before, heapBytes);
        } catch (final ReloadException e) {
            if (kept.isEmpty() || e.reason() != ReloadException.Reason.UNUSABLE) {
                throw e;
            }
            throw new ReloadException(ReloadException.Reason.UNUSABLE, e.getMessage() + "; kept from the journal: " + kept
                + "; to start with other texts give --catalogue FILE, --rules FILE, or the word default in place of a file"
                + (processor.settings() != null && before == null ? CUT_SHORT : ""), e.getCause());
        }
    }

    /** What the start does not say of the engine's settings is as it was, where they are kept, and a default otherwise. */
    private String engine(final EngineSettings before) {
        final EngineSettings base = before != null && kinds.contains(ConfigKind.ENGINE) ? before : EngineSettings.defaults();
        return WantedConfiguration.settings(given, base).toText();
    }

    private ConfigurationTexts over(final ConfigKind kind, final ConfigurationTexts journaled, final ConfigurationTexts wanted) {
        final String text = journaled.text(kind);
        if (text.equals(wanted.text(kind))) {
            return wanted;
        }
        if (kind == ConfigKind.ENGINE) {
            return wanted;
        }
        final boolean isChosen = !defaults.contains(kind, text);
        if (isChosen && kinds.contains(kind)) {
            kept.add(kind);
            LOG.info("{} kept as the journal has them in force", InForce.nameOf(kind));
            return wanted.with(kind, InForce.nameOf(kind), text);
        }
        if (isChosen) {
            LOG.warn("{} takes the place of the {} in force before, put there by an admin or an earlier start: POST"
                + " /v1/admin/config/rollback?digest={} brings that back", wanted.name(kind), InForce.nameOf(kind),
                String.format(Locale.ROOT, "%016x", TextHash.of(text)));
        }
        return wanted;
    }
}
