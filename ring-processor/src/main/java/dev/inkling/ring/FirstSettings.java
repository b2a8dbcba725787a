package dev.inkling.ring;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.scoring.EngineSettings;

/** Reads no further into a journal than to its first engine settings, for capacities that must be known before it is replayed. */
final class FirstSettings {
    private static final FrameSink NO_DECISIONS = (frame, offset, length) -> { };

    private final EngineSettings settings;

    /**
     * Reads them, and the few frames before them.
     *
     * @param journal to read
     */
    FirstSettings(final Journal journal) {
        final MomentProcessor processor = new MomentProcessor();
        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            // what a death cut stands before them at times, and the void that takes it back
            while (processor.settings() == null && poller.poll()) {
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
