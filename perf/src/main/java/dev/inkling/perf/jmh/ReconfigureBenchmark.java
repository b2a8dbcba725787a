package dev.inkling.perf.jmh;

import java.util.concurrent.TimeUnit;

import dev.inkling.journal.TextHash;
import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.ReadyProcessor;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
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

/** Other rules or another catalogue come in force in an engine whose table of visitors is full: for so long no moment is processed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 10)
@Fork(1)
public class ReconfigureBenchmark {
    private static final int EVENTS = 1_000_000;
    private static final String ONE_MORE = "\n  - {name: one_more, when: 'WHEN', action: {type: note, id: n}}\n";

    /** Visitors in the table; half as many again come. */
    @Param("262144")
    private int visitors;
    /** What comes in force in turn with the default rules. */
    @Param
    private Change change;

    private Engine engine;
    private final Catalogue[] catalogues = new Catalogue[2];
    private final RuleSet[] rules = new RuleSet[2];
    private int turn;

    /** What differs. */
    public enum Change {
        /** A rule that asks for nothing more to be remembered. */
        RULE,
        /** A rule that asks for one more type to be remembered. */
        REMEMBERED,
        /** A catalogue that gives a type another weight. */
        WEIGHT,
        /** A catalogue with a type before all others. */
        TYPE,
        /** Room for one visitor more, or again for as many: all tables are others. */
        SIZE
    }

    /**
     * Fills the table.
     *
     * @throws ConfigException never: the texts are right
     * @throws RuleException   never
     */
    @Setup
    public void fill() throws ConfigException, RuleException {
        final ReadyProcessor ready = new ReadyProcessor(
            new FrameStream(new Visitors(visitors + visitors / 2, Visitors.Distribution.UNIFORM, 1), 0), visitors);
        ready.run(EVENTS);
        engine = ready.processor().engine();
        final String text = Catalogue.defaultText();
        catalogues[0] = catalogue(text);
        catalogues[1] = switch (change) {
            case WEIGHT -> catalogue(text.replace("size_guide, weight: 0.60", "size_guide, weight: 0.61"));
            case TYPE -> catalogue(text.replaceFirst("- \\{name: comparison_tool", "- {name: a_new_one, weight: 0.1}\n      $0"));
            default -> catalogues[0];
        };
        rules[0] = RuleCompiler.compile(RuleCompiler.defaultText(), "rules", catalogues[0]);
        rules[1] = RuleCompiler.compile(RuleCompiler.defaultText() + switch (change) {
            case RULE -> ONE_MORE.replace("WHEN", "session.intent > 0.99");
            case REMEMBERED -> ONE_MORE.replace("WHEN", "count(\"refund\", duration(\"24h\")) > 3");
            default -> "";
        }, "rules", catalogues[1]);
        System.out.printf("# %,d visitors, %,d bytes of facts each%n", engine.visitors(), engine.factBytes());
    }

    private static Catalogue catalogue(final String text) throws ConfigException {
        return Catalogue.parse(text, "catalogue", TextHash::of);
    }

    /**
     * Puts the other one of two configurations in force.
     *
     * @return bytes of a visitor's facts
     */
    @Benchmark
    public int configure() {
        turn ^= 1;
        if (change == Change.SIZE) {
            engine = engine.under(engine.settings().withVisitors(visitors + turn));
            return engine.visitors();
        }
        engine.configure(catalogues[turn], rules[turn]);
        return engine.factBytes();
    }
}
