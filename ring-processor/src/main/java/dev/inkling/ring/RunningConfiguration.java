package dev.inkling.ring;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;

/**
 * Where the processor's thread and the others meet over configuration: it shows them what is in force, they hand it what they compiled
 * ahead. Which of it is taken changes nothing but how long the processor's thread is busy.
 */
final class RunningConfiguration {
    private final InForce inForce;
    /** The processor's thread's. */
    private int shownRevision;
    private volatile ConfigurationInForce view;
    private volatile ConfigurationCompiler prepared = ConfigurationCompiler.PLAIN;

    /** Reads the field anew each time, so that what is handed over meanwhile counts. */
    private final class HandedOver extends ConfigurationCompiler {
        @Override
        Catalogue catalogue(final String name, final String text) throws ConfigException {
            return prepared.catalogue(name, text);
        }

        @Override
        RuleSet rules(final String name, final String text, final Catalogue catalogue) throws RuleException {
            return prepared.rules(name, text, catalogue);
        }
    }

    /**
     * Around a processor that is ready. To be called before its thread starts.
     *
     * @param processor with its configuration in force
     */
    RunningConfiguration(final MomentProcessor processor) {
        inForce = processor.inForce();
        inForce.configuration().compileWith(new HandedOver());
        shownRevision = inForce.revision();
        view = inForce.view();
    }

    /** Shows what is in force when that changed. The processor's thread, behind a configuration frame. */
    void look() {
        if (inForce.revision() != shownRevision) {
            shownRevision = inForce.revision();
            view = inForce.view();
        }
    }

    /**
     * What is in force.
     *
     * @return as of the last frame that changed it
     */
    ConfigurationInForce view() {
        return view;
    }

    /**
     * Hands over what was compiled ahead.
     *
     * @param compiled not to be touched any more by the caller; or {@link ConfigurationCompiler#PLAIN}, to let go of what was before
     */
    void handOver(final ConfigurationCompiler compiled) {
        prepared = compiled;
    }
}
