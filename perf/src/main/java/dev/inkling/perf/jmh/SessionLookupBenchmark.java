package dev.inkling.perf.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import dev.inkling.journal.Frames;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.ReadyProcessor;
import dev.inkling.perf.stream.Visitors;
import org.agrona.concurrent.UnsafeBuffer;
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

/** A visitor found by key, her scores decayed to now, and her state written out: what {@code GET /v1/visitors} costs the engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SessionLookupBenchmark {
    private final UnsafeBuffer state = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
    /** Visitors in the table. */
    @Param({"10000", "100000", "1000000"})
    private int visitors;

    private ReadyProcessor ready;
    private int next;

    /** Fills the table until every visitor is in it. */
    @Setup
    public void fill() {
        ready = new ReadyProcessor(new FrameStream(new Visitors(visitors, Visitors.Distribution.UNIFORM, 1), 0), visitors);
        ready.run(4 * visitors);
    }

    /**
     * Visitors who are there, in an order that no cache foresees.
     *
     * @return length of the state
     */
    @Benchmark
    public int present() {
        next = (int) ((next + 0x9E3779B1L) % visitors);
        return ready.processor().query(Visitors.keyOf(next), ready.nowMs(), state, 0);
    }

    /**
     * Visitors who are not.
     *
     * @return 0
     */
    @Benchmark
    public int absent() {
        next++;
        final int length = ready.processor().query(Visitors.keyOf(visitors + (next & 0xFFFF)), ready.nowMs(), state, 0);
        if (length != 0) {
            throw new IllegalStateException("found somebody who never was");
        }
        return length;
    }
}
