package dev.inkling.perf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.inkling.perf.append.AppendCommand;
import dev.inkling.perf.crash.CrashCommand;
import dev.inkling.perf.load.LoadCommand;
import dev.inkling.perf.pipeline.PipelineCommand;
import dev.inkling.perf.reload.ReloadCommand;
import dev.inkling.perf.replay.DigestsCommand;
import dev.inkling.perf.replay.ReplayCommand;
import dev.inkling.perf.rules.RulesCommand;
import dev.inkling.perf.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry of {@code benchmarks.jar}: some commands are our own, everything else goes to JMH. JMH forks JVMs that do not read this jar's
 * manifest, so what the manifest opens is passed on to them, and room for a million visitors.
 */
@Command(name = "bench", mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(load | pipeline | append | replay | reload | rules | digests | crash | simulate | JMH's options)",
    description = {"load       a fixed rate over HTTP or UDP, latency from the intended time of sending",
        "pipeline   events through ring and journal for a while",
        "append     appends to the journal beside those of the plain library, at a fixed rate or synced",
        "replay     how fast a journal is verified and recovered",
        "reload     other rules and catalogues under load, half of them broken, and what became of events and decisions",
        "rules      what each rule costs a moment that it looks at",
        "digests    whether a journal is decided alike by other JVMs, compiled and interpreted",
        "crash      kills the real server again and again under load, and checks that nothing acknowledged is lost",
        "simulate   seeded runs of the engine with faults, held to a plain model",
        "anything else runs the JMH benchmarks, for example:",
        "  bench -l                               list them",
        "  bench Processor -p visitors=100000 -prof gc"},
    subcommands = {LoadCommand.class, PipelineCommand.class, AppendCommand.class, ReplayCommand.class, DigestsCommand.class,
        ReloadCommand.class, RulesCommand.class, CrashCommand.class, SimulateCommand.class})
public final class Main {
    private static final String OPENS = "opens";
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    /** A million visitors take about 1.5 GB of heap; large pages where the launcher asks for them, too. */
    private static final String HEAP =
        "-Xmx3g" + (System.getProperty("os.name").startsWith("Linux") ? " -XX:+UseTransparentHugePages" : "");
    private static final List<String> OWN =
        List.of("load", "pipeline", "append", "replay", "reload", "rules", "digests", "crash", "simulate", "help", "--help");
    private static final String APPEND = "-jvmArgsAppend";

    private Main() {
    }

    /**
     * Runs a command or JMH and leaves with its exit code.
     *
     * @param args as given
     * @throws IOException when JMH cannot start
     */
    public static void main(final String[] args) throws IOException {
        if (isOwn(args)) {
            if (System.getProperty(LOG_LEVEL) == null) {
                System.setProperty(LOG_LEVEL, "warn");
            }
            System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
        }
        org.openjdk.jmh.Main.main(withOpens(args));
    }

    /**
     * Runs a command of our own.
     *
     * @param args as given
     * @param out  takes the report
     * @param err  takes usage errors and progress
     * @return 0 when all went well, 1 when something failed, 2 when the arguments are wrong
     */
    public static int run(final String[] args, final PrintWriter out, final PrintWriter err) {
        return new CommandLine(new Main()).setOut(out).setErr(err).setUsageHelpWidth(100).setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, command, parsed) -> {
                err.println("bench: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                return 1;
            })
            .execute("help".equals(args[0]) ? new String[] {"--help"} : args);
    }

    private static boolean isOwn(final String[] args) {
        return args.length > 0 && OWN.contains(args[0]);
    }

    /**
     * JMH's arguments with the module openings of {@code .jvm/opens} for its forks. Those that the user appends come last, so that they
     * win; JMH takes one such text, and splits it at spaces.
     */
    static String[] withOpens(final String[] args) throws IOException {
        final List<String> all = new ArrayList<>(List.of(args));
        final int own = all.indexOf(APPEND);
        String appended = "";
        if (own >= 0 && own + 1 < all.size()) {
            appended = " " + all.remove(own + 1);
            all.remove(own);
        }
        all.add(APPEND);
        all.add(HEAP + ' ' + String.join(" ", opens()) + appended);
        return all.toArray(new String[0]);
    }

    /**
     * What a JVM that does not read this jar's manifest must be given.
     *
     * @return its flags
     * @throws IOException when this build lacks them
     */
    public static List<String> opens() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream(OPENS);
             BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).collect(Collectors.toList());
        }
    }
}
