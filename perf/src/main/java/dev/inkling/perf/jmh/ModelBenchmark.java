package dev.inkling.perf.jmh;

import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.ReadyProcessor;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.Model;
import dev.inkling.scoring.rules.RuleException;
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
import org.openjdk.jmh.annotations.Warmup;

/** The processor with a rule that asks a model at every event: what a model costs is the difference to none; time per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ModelBenchmark {
    private static final int ROUND = 1_000;
    private static final int TREES = 512;
    private static final List<String> FEATURES = List.of("session.intent", "session.velocity", "session.moments", "session.age",
        "cart.items", "visitor.sessions", "cluster.trust", "time.hour");
    private static final String ASKS = "triggers:\n  - {name: asks, when: 'visitor.probability > 2.0', action: {type: note, id: n}}\n";

    /** Visitors in the table, and drawn from. */
    @Param("100000")
    private int visitors;
    /** What is in force. */
    @Param
    private Kind model;

    private ReadyProcessor ready;

    /** Models. */
    public enum Kind {
        /** The profile is the probability. */
        NONE,
        /** Logistic regression with eight features. */
        LOGISTIC,
        /** 512 trees of five decisions from root to leaf. */
        TREES
    }

    /**
     * Fills the table: two events for each visitor.
     *
     * @throws ConfigException never: the texts are right
     * @throws RuleException   never
     */
    @Setup
    public void fill() throws ConfigException, RuleException {
        ready = new ReadyProcessor(new FrameStream(new Visitors(visitors, Visitors.Distribution.ZIPF, 1), 0), visitors);
        final Engine engine = ready.processor().engine();
        final String text = switch (model) {
            case LOGISTIC -> logistic();
            case TREES -> trees();
            default -> "";
        };
        engine.configure(engine.catalogue(), Model.parse(text, "model", engine.catalogue()),
            RuleCompiler.compile(ASKS, "rules", engine.catalogue()));
        ready.run(2 * visitors);
    }

    private static String logistic() {
        final StringJoiner features = new StringJoiner("}, {", "{", "}");
        FEATURES.forEach(name -> features.add("name: " + name + ", weight: 0.1"));
        return "model:\n  kind: logistic\n  intercept: -3.1\n  features: [" + features + "]\n";
    }

    private static String trees() {
        final StringJoiner features = new StringJoiner("}, {", "{", "}");
        FEATURES.forEach(name -> features.add("name: " + name));
        final StringBuilder text = new StringBuilder("model:\n  kind: trees\n  base: -2.9\n  features: [" + features + "]\n  trees:\n");
        for (int tree = 0; tree < TREES; tree++) {
            text.append("    - ").append(tree(tree, 5)).append('\n');
        }
        return text.toString();
    }

    private static String tree(final int from, final int decisions) {
        return decisions == 0 ? "{leaf: 0." + Math.floorMod(from, 10) + "}"
            : "{feature: " + FEATURES.get(Math.floorMod(from, FEATURES.size())) + ", threshold: " + Math.floorMod(from * 7, 11) / 4.0
            + ", left: " + tree(3 * from + 1, decisions - 1) + ", right: " + tree(3 * from + 2, decisions - 1) + "}";
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
        return ready.processor().digest();
    }
}
