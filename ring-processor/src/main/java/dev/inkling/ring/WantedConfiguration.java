package dev.inkling.ring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Model;
import dev.inkling.scoring.Reconfiguration;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Configuration that is to be in force: checked whole before anything of it is journaled, and journaled only where it differs from what
 * is in force, so that a restart does not shift sequences.
 */
final class WantedConfiguration {
    private final ConfigurationTexts texts;
    private final EngineSettings settings;

    /**
     * Checks texts that nothing is in force before.
     *
     * @param texts     to be in force
     * @param heapBytes most that the heap may grow to
     * @throws ReloadException which names file, line and reason of the first that cannot be used, or says that the tables do not fit
     */
    WantedConfiguration(final ConfigurationTexts texts, final long heapBytes) {
        this(texts, ConfigurationCompiler.PLAIN, null, heapBytes);
    }

    /**
     * Checks texts.
     *
     * @param texts     to be in force
     * @param compiler  compiles them
     * @param before    in force; null for nothing. What the engine's settings leave out is as there
     * @param heapBytes most that the heap may grow to
     * @throws ReloadException which names file, line and reason of the first that cannot be used, or says that the tables do not fit, or
     *                         those of before and after together do not
     */
    WantedConfiguration(
        final ConfigurationTexts texts, final ConfigurationCompiler compiler, final ConfigurationInForce before, final long heapBytes) {
        this.texts = texts;
        final TableMemory memory;
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            requireShort(kind);
        }
        try {
            settings = settings(texts, before == null ? EngineSettings.defaults() : before.settings());
            final Catalogue catalogue = compiler.catalogue(texts.catalogueName(), texts.catalogue());
            final Model model = compiler.model(texts.modelName(), texts.model(), catalogue);
            final RuleSet rules = compile(texts, compiler, catalogue, settings.storefronts());
            rules.lookBack().require(settings.visitorRetentionMs(), texts.rulesName());
            new DecisionLabels(rules);
            memory = memory(settings, catalogue, model, rules);
            memory.requireHeap(heapBytes);
            if (before != null && EngineChange.keepsVisitors(before.settings(), settings)) {
                memory.requireHeapBeside(memory(before.settings(), before.catalogue(), null, before.rules()),
                    Reconfiguration.bringsOver(before.catalogue(), before.rules(), catalogue, rules), heapBytes);
            }
        } catch (final ConfigException | RuleException e) {
            throw new ReloadException(ReloadException.Reason.UNUSABLE, e.getMessage(), e);
        } catch (final IllegalArgumentException e) {
            throw new ReloadException(ReloadException.Reason.UNUSABLE, texts.rulesName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Settings of the engine alone.
     *
     * @param texts among which they are
     * @return the settings
     * @throws ReloadException when they cannot be used
     */
    static EngineSettings settings(final ConfigurationTexts texts) {
        return settings(texts, EngineSettings.defaults());
    }

    /**
     * Settings of the engine alone, over others.
     *
     * @param texts among which they are
     * @param base  what they leave out is as there
     * @return the settings
     * @throws ReloadException when they cannot be used
     */
    static EngineSettings settings(final ConfigurationTexts texts, final EngineSettings base) {
        try {
            return base.with(texts.engine(), texts.name(ConfigKind.ENGINE));
        } catch (final ConfigException e) {
            throw new ReloadException(ReloadException.Reason.UNUSABLE, e.getMessage(), e);
        }
    }

    private void requireShort(final ConfigKind kind) {
        final String text = texts.text(kind);
        if (text.length() > ConfigurationWriter.MAX_TEXT_BYTES
            || text.getBytes(StandardCharsets.UTF_8).length > ConfigurationWriter.MAX_TEXT_BYTES) {
            throw new ReloadException(ReloadException.Reason.UNUSABLE, texts.name(kind) + ": longer than "
                + ConfigurationWriter.MAX_TEXT_BYTES + " bytes", null);
        }
    }

    private static TableMemory memory(
        final EngineSettings settings, final Catalogue catalogue, final Model model, final RuleSet rules) {
        final Engine small = new Engine(small(settings));
        small.configure(catalogue, model, rules);
        return new TableMemory(settings, small.factBytes());
    }

    private static EngineSettings small(final EngineSettings settings) {
        return settings.withCapacities(1, 1).withLimits(settings.limits().withTimers(1));
    }

    private static RuleSet compile(
        final ConfigurationTexts texts, final ConfigurationCompiler compiler, final Catalogue catalogue, final List<String> storefronts) {
        try {
            final RuleSet rules = compiler.rules(texts.rulesName(), texts.rules(), catalogue);
            rules.requireStorefronts(storefronts, texts.rulesName());
            return rules;
        } catch (final RuleException e) {
            final String hint = texts.rules().equals(RuleCompiler.defaultText())
                ? "; these are the default rules, which need the types of the default catalogue: give others with --rules FILE" : "";
            throw new ReloadException(ReloadException.Reason.UNUSABLE, e.getMessage() + hint, e);
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
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            final String text = texts.text(kind);
            final String before = processor.configuration(kind);
            if (!text.equals(before) && !(before == null && text.isEmpty())) {
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
}
