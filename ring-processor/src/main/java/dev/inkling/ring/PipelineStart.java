package dev.inkling.ring;

import java.nio.ByteBuffer;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.SkipEncoder;
import dev.inkling.scoring.EngineSettings;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps before a pipeline accepts: check the configuration, recover, skip an event if asked to, bring the configuration in force. */
final class PipelineStart {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineStart.class);

    private static final int MEGA_BITS = 20;

    private final PipelineContext context;
    private final FrameAppender events;
    private final FrameAppender decisions;

    /**
     * A start.
     *
     * @param context concluded
     */
    PipelineStart(final PipelineContext context) {
        this.context = context;
        events = context.journal().appender(QueueName.EVENTS);
        decisions = context.journal().appender(QueueName.DECISIONS);
    }

    /**
     * Goes through the steps.
     *
     * @return a pipeline that accepts
     * @throws PipelineException when one of them fails; one line
     */
    Pipeline run() {
        if (events.lastSequence() == 0 || context.kept().isEmpty()) {
            new WantedConfiguration(context.configuration(), context.heapBytes());
        }
        try {
            final Recovered recovered = recover(WantedConfiguration.settings(context.configuration()));
            final WantedConfiguration wanted =
                new KeptConfiguration(context.configuration(), context.kept()).over(recovered.processor(), context.heapBytes());
            final EngineSettings before = recovered.processor().settings();
            if (before != null && !EngineChange.keepsVisitors(before, wanted.settings())) {
                LOG.warn("the storefronts {} are not those before, {}, with others behind them: the engine starts anew and forgets all"
                    + " visitors", wanted.settings().storefronts(), before.storefronts());
            }
            wanted.journal(events, recovered.processor(), nowMs(wanted.settings()));
            if (context.durability() == Intake.Durability.SYNCED) {
                events.sync();
                decisions.sync();
            }
            return new RingPipeline(context, new Recovered(
                recovered.processor(), ids(recovered, wanted.settings()), recovered.recent(), nowMs(wanted.settings())));
        } catch (final JournalException | ProcessorException failure) {
            throw new PipelineException("the journal cannot be recovered: " + failure.getMessage(), failure);
        } catch (final OutOfMemoryError full) {
            throw new PipelineException("out of memory (" + full.getMessage() + "): the tables, be it of settings that the journal "
                + "has in force so far, do not fit into the Java heap of at most " + (Runtime.getRuntime().maxMemory() >> MEGA_BITS)
                + " MiB: give Java a larger heap (-Xmx), or hold fewer visitors", full);
        }
    }

    private static DedupTable ids(final Recovered recovered, final EngineSettings settings) {
        final DedupTable ids = recovered.dedup().resized(settings.dedup());
        ids.buildIndex();
        return ids;
    }

    /** Event mode begins at the epoch, so that no event of the past is late. */
    private long nowMs(final EngineSettings settings) {
        final long least = settings.clock() == EngineSettings.Clock.WALL ? context.epochClock().time() : 0;
        return Math.max(least, Math.max(events.lastReceivedMs(), decisions.lastReceivedMs()));
    }

    /** A skip is journaled only when the event it names has just stopped the processor: any other would unmake decisions that stand. */
    private Recovered recover(final EngineSettings settings) {
        final long skip = context.skipSequence();
        final boolean asked = skip > 0 && !new SkippedSequences(context.journal(), FramePosition.START).contains(skip);
        if (!asked && context.standby() != null) {
            final Recovered warm = context.standby().finish();
            return warm == null ? replay(settings) : warm;
        }
        final Recovered recovered;
        try {
            recovered = replay(settings);
        } catch (final PipelineException stopped) {
            if (asked && stopped.getCause() instanceof ReplayException fault && fault.sequence() == skip
                && fault.getCause() instanceof ProcessorException) {
                journalSkip(skip, settings);
                return replay(settings);
            }
            throw stopped;
        }
        if (asked) {
            throw new PipelineException("cannot skip sequence " + skip + ": " + (skip > events.lastSequence()
                ? "the journal ends at " + events.lastSequence() : "it does not stop the processor; start without --skip"));
        }
        return recovered;
    }

    private Recovered replay(final EngineSettings settings) {
        Recovered recovered = replayOnce(settings);
        if (recovered == null) {
            recovered = replayOnce(settings);
        }
        if (recovered == null) {
            throw new PipelineException("the journal cannot be recovered: decisions are damaged again as soon as they are journaled anew; "
                + "see to the disk");
        }
        return recovered;
    }

    private Recovered replayOnce(final EngineSettings settings) {
        try (Recovery recovery = new Recovery(context, settings.dedup())) {
            return recovery.finish();
        }
    }

    private void journalSkip(final long sequence, final EngineSettings settings) {
        final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
        new SkipEncoder().wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder()).skipped(sequence);
        events.append(frame, 0, SkippedSequences.SKIP_BYTES, events.lastSequence() + 1, nowMs(settings));
        LOG.warn("sequence {} is skipped from now on", sequence);
    }
}
