package dev.inkling.perf.jmh;

import java.util.concurrent.TimeUnit;

import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.ManyRules;
import dev.inkling.perf.stream.ReadyProcessor;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.scoring.rules.load.RuleCompiler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The processor alone: frame in, session, scores, rules, decisions out; time per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ProcessorBenchmark {
    private static final int ROUND = 1_000;

    /** Visitors in the table, and drawn from. */
    @Param({"10000", "100000", "1000000"})
    private int visitors;
    /** How often each comes. */
    @Param({"ZIPF", "UNIFORM"})
    private Visitors.Distribution distribution;
    /** The default rules, or with them so many that there are a thousand, of which as few concern a moment. */
    @Param("DEFAULT")
    private Rules rules;

    private ReadyProcessor ready;

    /** Which rules are in force. */
    public enum Rules {
        /** The default ones. */
        DEFAULT,
        /** A thousand. */
        THOUSAND
    }

    /** Fills the table: two events for each visitor. */
    @Setup
    public void fill() {
        ready = new ReadyProcessor(new FrameStream(new Visitors(visitors, distribution, 1), 0), visitors,
            rules == Rules.DEFAULT ? RuleCompiler.defaultText() : ManyRules.text());
        ready.run(2 * visitors);
    }

    /** Says how much of the work was decisions. */
    @TearDown
    public void report() {
        final long decisions = ready.processor().decisions();
        if (decisions == 0) {
            throw new IllegalStateException("no rule matched: this measured too little");
        }
        System.out.printf("# %.0f decisions in a million events%n", 1e6 * decisions / ready.given());
    }

    /**
     * A round of events.
     *
     * @return rolling digest
     */
    @Benchmark
    @OperationsPerInvocation(ROUND)
    public long onEvent() {
        ready.run(ROUND);
        if (ready.processor().events() != ready.given()) {
            throw new IllegalStateException("processed " + ready.processor().events() + " of " + ready.given());
        }
        return ready.processor().digest();
    }
}
