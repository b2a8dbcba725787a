package dev.inkling.perf.pipeline;

import java.util.function.BooleanSupplier;

import dev.inkling.journal.Journal;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineContext;
import dev.inkling.scoring.EngineSettings;
import org.HdrHistogram.Histogram;

/** A pipeline with the default catalogue and rules over a given journal, and the driver that feeds it. */
public final class PipelineRun implements AutoCloseable {
    private final Pipeline pipeline;
    private final PipelineDriver driver;

    /**
     * Starts the pipeline.
     *
     * @param settings   of the run
     * @param journal    to append to; stays open
     * @param firstEvent number that event keys begin at, different from other runs into the same journal
     */
    public PipelineRun(final RunSettings settings, final Journal journal, final long firstEvent) {
        final EngineSettings engine = EngineSettings.defaults().withVisitors(settings.visitors());
        pipeline = Pipeline.start(new PipelineContext().journal(journal).threadMode(settings.threads()).waitKind(settings.waiting())
            .configuration(ConfigurationTexts.defaults().withEngine(engine.toText())));
        driver = new PipelineDriver(pipeline, new FrameStream(new Visitors(settings.visitors(), settings.distribution(), 1), firstEvent),
            settings.batchEvents());
    }

    /**
     * Offers batches while a condition holds, then waits for all results and checks them.
     *
     * @param more asked before each batch
     * @return seconds it took
     */
    public double whileTrue(final BooleanSupplier more) {
        final long began = System.nanoTime();
        while (more.getAsBoolean()) {
            driver.send();
        }
        driver.finish();
        return (System.nanoTime() - began) / 1e9;
    }

    /**
     * What came back.
     *
     * @return the driver
     */
    public PipelineDriver driver() {
        return driver;
    }

    /**
     * Claim to decision.
     *
     * @return nanoseconds
     */
    public Histogram latency() {
        return pipeline.latency();
    }

    /**
     * Bytes of event frames appended.
     *
     * @return bytes
     */
    public long journalBytes() {
        return pipeline.counters().get(Counter.JOURNAL_BYTES);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
