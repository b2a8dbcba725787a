package dev.inkling.ring;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.ConfigurationDecoder;
import dev.inkling.scoring.EngineSettings;

/** Reads no further into a journal than to its first engine settings, for capacities that must be known before it is replayed. */
final class FirstSettings {
    private static final FrameSink NO_DECISIONS = (frame, offset, length) -> { };

    private final EngineSettings settings;

    /**
     * Reads them. Frames are not checked: the replay does that.
     *
     * @param journal to read
     */
    FirstSettings(final Journal journal) {
        final MomentProcessor processor = new MomentProcessor();
        try (FramePoller poller = journal.poller(QueueName.EVENTS)) {
            while (processor.settings() == null && poller.poll() && poller.length() > Frames.PREFIX_BYTES
                && Frames.templateId(poller.buffer(), 0) == ConfigurationDecoder.TEMPLATE_ID) {
                processor.onFrame(poller.buffer(), 0, poller.length(), NO_DECISIONS);
            }
        } catch (final ProcessorException unusable) {
            throw new PipelineException("the journal cannot be recovered: " + unusable.getMessage(), unusable);
        }
        settings = processor.settings();
    }

    /**
     * Capacity of the table of event ids.
     *
     * @return ids; 1 for a journal without settings, which has no events either
     */
    int dedup() {
        return settings == null ? 1 : settings.dedup();
    }
}
