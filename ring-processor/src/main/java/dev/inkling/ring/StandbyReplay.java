package dev.inkling.ring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a standby, kept warm: replays the copy of a journal while it grows, so that little is left to replay when it takes over.
 * Compares with the journaled decisions as every recovery does, and so stays behind those whose decisions may still be under way.
 *
 * <p>What is skipped or taken back later cannot be undone here: after such a frame, and after a failure, a new replay is to be begun.
 * Confined to one thread.
 */
public final class StandbyReplay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyReplay.class);

    private final Recovery recovery;

    /**
     * A replay before the first frame of what the journal holds.
     *
     * @param context as the pipeline is to be started with; its journal need not have appenders yet
     * @throws PipelineException when its configuration cannot be used
     */
    public StandbyReplay(final PipelineContext context) {
        final ConfigurationTexts given = context.conclude().configuration();
        try {
            given.check();
        } catch (final PipelineException e) {
            if (context.kept().isEmpty()) {
                throw e;
            }
            LOG.warn("what was given does not fit the defaults; whether it fits what is kept is seen at the promotion: {}",
                e.getMessage());
        }
        final int ids = WantedConfiguration.settings(given).dedup();
        recovery = new Recovery(context, ids);
    }

    /**
     * Replays events whose decisions are all in the journal.
     *
     * @param decided sequence of the last decision or checkpoint in the journal
     * @param limit   most frames
     * @return frames replayed; 0 when there are no more such
     * @throws PipelineException when the copy differs from its decisions, or stops the processor; then this is of no more use
     */
    public int advance(final long decided, final int limit) {
        return recovery.advance(decided, limit);
    }

    /**
     * Sequence of the last event replayed.
     *
     * @return the sequence, 0 before the first
     */
    public long sequence() {
        return recovery.sequence();
    }

    /** Replays the rest, now that the journal has appenders, and ends; null as of {@link Recovery#finish}. */
    Recovered finish() {
        try (recovery) {
            return recovery.finish();
        }
    }

    @Override
    public void close() {
        recovery.close();
    }
}
