package dev.inkling.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Configuration that is to be in force: checked whole before anything of it is journaled, and journaled only where it differs from what
 * is in force, so that a restart does not shift sequences.
 */
final class WantedConfiguration {
    private static final ConfigKind[] ORDER = {ConfigKind.ENGINE, ConfigKind.CATALOGUE, ConfigKind.RULES};

    private final ConfigurationTexts texts;
    private final EngineSettings settings;
    private final TableMemory memory;

    /**
     * Checks texts.
     *
     * @param texts to be in force
     * @throws PipelineException which names file, line and reason of the first that cannot be used, or tells that the tables do not fit
     *                           into the heap
     */
    WantedConfiguration(final ConfigurationTexts texts) {
        this.texts = texts;
        try {
            settings = EngineSettings.parse(texts.engine(), "engine settings");
            final Catalogue catalogue = Catalogue.parse(texts.catalogue(), texts.catalogueName(), TextHash::of);
            final RuleSet rules = compile(texts, catalogue);
            new DecisionLabels(rules);
            final Engine small = new Engine(settings.withCapacities(1, 1));
            small.configure(catalogue, rules);
            memory = new TableMemory(settings, small.factBytes());
        } catch (final ConfigException e) {
            throw new PipelineException(e.getMessage(), e);
        } catch (final IllegalArgumentException e) {
            throw new PipelineException(texts.rulesName() + ": " + e.getMessage(), e);
        }
        memory.requireHeap(Runtime.getRuntime().maxMemory());
    }

    /**
     * What the tables of these settings take.
     *
     * @return the arithmetic
     */
    TableMemory memory() {
        return memory;
    }

    private static RuleSet compile(final ConfigurationTexts texts, final Catalogue catalogue) {
        try {
            return RuleCompiler.compile(texts.rules(), texts.rulesName(), catalogue);
        } catch (final RuleException e) {
            final String hint = texts.rules().equals(RuleCompiler.defaultText())
                ? "; these are the default rules, which need the types of the default catalogue: give others with --rules FILE" : "";
            throw new PipelineException(e.getMessage() + hint, e);
        }
    }

    /**
     * Settings among them.
     *
     * @return the settings
     */
    EngineSettings settings() {
        return settings;
    }

    /**
     * Journals what differs from what is in force, and puts it in force.
     *
     * @param events     appender of the events queue
     * @param processor  behind its last frame
     * @param receivedMs to stamp, epoch ms
     * @return frames journaled
     * @throws PipelineException when it cannot be journaled; what is in force stays
     */
    int journal(final FrameAppender events, final MomentProcessor processor, final long receivedMs) {
        final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
        int frames = 0;
        for (final ConfigKind kind : ORDER) {
            final String text = text(kind);
            if (!text.equals(processor.configuration(kind))) {
                final ConfigurationWriter writer = new ConfigurationWriter(kind, text.getBytes(StandardCharsets.UTF_8));
                while (writer.hasNext()) {
                    final int length = writer.next(frame, 0);
                    append(events, frame, length, receivedMs);
                    processor.onFrame(frame, 0, length, (decision, offset, bytes) -> { });
                    frames++;
                }
            }
        }
        return frames;
    }

    private static void append(final FrameAppender events, final UnsafeBuffer frame, final int length, final long receivedMs) {
        try {
            events.append(frame, 0, length, events.lastSequence() + 1, receivedMs);
        } catch (final JournalException failure) {
            throw new PipelineException("the configuration is not the one in force, and the new one cannot be journaled: "
                + failure.getMessage() + "; nothing is wrong with the journal: start with the configuration as it was, or once this is "
                + "mended", failure);
        }
    }

    private String text(final ConfigKind kind) {
        return switch (kind) {
            case ENGINE -> texts.engine();
            case CATALOGUE -> texts.catalogue();
            default -> texts.rules();
        };
    }
}
