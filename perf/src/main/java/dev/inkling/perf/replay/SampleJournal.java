package dev.inkling.perf.replay;

import java.nio.file.Path;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.perf.pipeline.PipelineDriver;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.ThreadMode;
import dev.inkling.scoring.EngineSettings;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * A journal as a server would have written it, made faster than its time goes: each visitor comes back after ten minutes on average, so
 * sessions go on, end and begin anew, and timers run. Sample shoppers' moments, default catalogue and rules, through ring and handlers.
 */
final class SampleJournal {
    private static final long START_MS = 1_750_000_000_000L;
    private static final double NANOS_PER_MS = 1e6;
    private static final double MEAN_RETURN_MS = 600_000;
    private static final int BATCH = 100;

    private final Path folder;
    private final int visitors;
    private final double nanosPerEvent;
    /** Clock of the journal that is made. */
    private long nanos;

    /**
     * A journal to be.
     *
     * @param folder   its place
     * @param visitors in the table and drawn from
     */
    SampleJournal(final Path folder, final int visitors) {
        this.folder = folder;
        this.visitors = visitors;
        nanosPerEvent = MEAN_RETURN_MS * NANOS_PER_MS / visitors;
    }

    /**
     * Makes it.
     *
     * @param events       at least so many, a whole number of batches
     * @param distribution how often each visitor comes
     * @return decisions made
     */
    long make(final long events, final Visitors.Distribution distribution) {
        try (Journal journal = open(); Pipeline pipeline = start(journal)) {
            final PipelineDriver driver = new PipelineDriver(pipeline, new FrameStream(new Visitors(visitors, distribution, 1), 0), BATCH);
            for (long sent = 0; sent < events; sent += BATCH) {
                driver.send();
                nanos = (long) ((sent + BATCH) * nanosPerEvent);
            }
            driver.finish();
            return driver.decisions();
        }
    }

    /**
     * Opens it for writing, as a server does at its start.
     *
     * @return the journal
     */
    Journal open() {
        return ChronicleJournal.open(folder, JournalOptions.defaults());
    }

    /**
     * Recovers it, as a server does at its start.
     *
     * @param journal open for writing
     * @return a pipeline that accepts
     */
    Pipeline start(final Journal journal) {
        final NanoClock nanoClock = () -> nanos;
        final EpochClock epochClock = () -> START_MS + (long) (nanos / NANOS_PER_MS);
        final EngineSettings engine = EngineSettings.defaults().withCapacities(visitors, 2 * visitors);
        return Pipeline.start(new PipelineContext().journal(journal).threadMode(ThreadMode.INVOKER)
            .nanoClock(nanoClock).epochClock(epochClock)
            .configuration(ConfigurationTexts.defaults().withEngine(engine.toText())));
    }
}
