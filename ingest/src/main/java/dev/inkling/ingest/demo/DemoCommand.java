package dev.inkling.ingest.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.inkling.journal.QueueName;
import dev.inkling.journal.TextHash;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: sample shoppers over real HTTP and UDP, and the decisions that fall. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Starts a server on free loopback ports, lets sample shoppers loose on it, and prints the decisions as they fall.",
        "Exit code 0, or 1 when a request failed or something acknowledged is not in the journal."})
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_SECONDS = 86_400;

    @Spec
    private CommandSpec spec;
    @Option(names = "--rate", defaultValue = "400", description = "Events a second (default ${DEFAULT-VALUE}).")
    private int rate;
    @Option(names = "--seconds", defaultValue = "20", description = "How long (default ${DEFAULT-VALUE}).")
    private int seconds;
    @Option(names = "--seed", defaultValue = "1", description = "The same shoppers for the same seed (default ${DEFAULT-VALUE}).")
    private long seed;
    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the journal (default: a new temporary one).")
    private Path data;

    @Override
    public Integer call() throws IOException, InterruptedException, RuleException, ConfigException {
        check(rate >= 1 && rate <= MOST_RATE, "--rate must be 1 to 1,000,000 events a second");
        check(seconds >= 1 && seconds <= MOST_SECONDS, "--seconds must be 1 to 86,400");
        final PrintWriter out = spec.commandLine().getOut();
        final Path folder = data == null ? Files.createTempDirectory("inkling-demo-") : data;
        return new Demo(new DemoOptions(rate, seconds, seed, run(folder), folder), conditions(), out, Terminal.hasColours()).run();
    }

    /** Conditions of the default rules, which a server starts with. */
    private static Map<String, String> conditions() throws RuleException, ConfigException {
        final Catalogue catalogue = Catalogue.parse(Catalogue.defaultText(), "catalogue.yaml", TextHash::of);
        final RuleSet rules = RuleCompiler.compile(RuleCompiler.defaultText(), "rules.yaml", catalogue);
        final Map<String, String> conditions = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            conditions.put(rules.rule(i).name(), rules.rule(i).inWords());
        }
        return conditions;
    }

    /** Ids of a second run into the same journal must not be those of the first: a prefix from the clock. */
    private static String run(final Path folder) {
        return Files.exists(folder.resolve(QueueName.EVENTS.folder()))
            ? Long.toString(System.currentTimeMillis() / 1000 % 46_656, Character.MAX_RADIX) + '.' : "";
    }

    private void check(final boolean good, final String message) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
