package dev.inkling.ingest.standby;

import java.util.function.Supplier;

import dev.inkling.journal.chronicle.JournalMirror;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.PipelineException;
import dev.inkling.ring.StandbyReplay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replay of a standby's copy, begun anew when frames come that change what earlier ones mean, and given up when it fails: then the
 * whole copy is replayed on taking over. Confined to one thread.
 */
final class WarmState implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmState.class);

    private final JournalMirror mirror;
    private final Supplier<PipelineContext> contexts;
    private StandbyReplay replay;
    private long amendments;
    private String problem;

    /**
     * Begins with what the copy holds.
     *
     * @param mirror   whose copy is replayed
     * @param contexts makes what an engine over the copy is started with
     * @throws PipelineException when the configuration cannot be used
     */
    WarmState(final JournalMirror mirror, final Supplier<PipelineContext> contexts) {
        this.mirror = mirror;
        this.contexts = contexts;
        begin();
    }

    private void begin() {
        amendments = mirror.amendments();
        problem = null;
        replay = new StandbyReplay(contexts.get());
    }

    /**
     * Goes on with what is known to be decided.
     *
     * @param limit most frames
     * @return frames replayed
     */
    int advance(final int limit) {
        try {
            if (mirror.amendments() != amendments) {
                LOG.info("frames were taken back or skipped: the state is replayed anew");
                close();
                begin();
            }
            return replay == null ? 0 : replay.advance(mirror.lastDecided(), limit);
        } catch (final PipelineException failure) {
            close();
            problem = "the state is not warm, and is replayed from the first event on promotion: " + failure.getMessage();
            LOG.warn("{}", problem);
            return 0;
        }
    }

    /**
     * What is wrong.
     *
     * @return null while all is well
     */
    String problem() {
        return problem;
    }

    /**
     * The replay, to be finished by who asks.
     *
     * @return null when all is to be replayed
     */
    StandbyReplay take() {
        if (mirror.amendments() != amendments) {
            close();
        }
        final StandbyReplay taken = replay;
        replay = null;
        return taken;
    }

    @Override
    public void close() {
        if (replay != null) {
            replay.close();
            replay = null;
        }
    }
}
