package dev.inkling.perf.jmh;

import java.util.concurrent.TimeUnit;

import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.ReadyProcessor;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.scoring.Explainer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The processor with moments that are explained, beside the same ones that are not; time per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ExplainBenchmark {
    private static final int MOST_CHARS = 16_384;

    /** Visitors in the table, and drawn from. */
    @Param("100000")
    private int visitors;

    private final Explainer explainer = new Explainer(MOST_CHARS);
    private ReadyProcessor ready;

    /** Fills the table: two events for each visitor. */
    @Setup
    public void fill() {
        ready = new ReadyProcessor(new FrameStream(new Visitors(visitors, Visitors.Distribution.ZIPF, 1), 0), visitors);
        ready.run(2 * visitors);
    }

    /**
     * One event.
     *
     * @return rolling digest
     */
    @Benchmark
    public long plain() {
        ready.processor().engine().explainTo(null);
        ready.run(1);
        return ready.processor().digest();
    }

    /**
     * One event, explained.
     *
     * @return JSON
     */
    @Benchmark
    public byte[] explained() {
        ready.processor().engine().explainTo(explainer);
        ready.run(1);
        return explainer.take();
    }
}
