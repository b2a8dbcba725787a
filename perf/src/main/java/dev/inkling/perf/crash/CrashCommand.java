package dev.inkling.perf.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench crash}: what is left after a server was killed again and again. */
@Command(name = "crash", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Starts a server on one data folder round after round, sends events from another process, and kills the server with",
        "signal 9: under load, in a burst, as soon as it is ready, while it recovers; where the system permits, another process then",
        "takes the dead one's id. What was not acknowledged is sent again. Whatever was acknowledged must be in the journal, by",
        "id and content, once; decisions must be those that were returned; `replay verify` must agree.",
        "Exit code 0, or 1 when anything is lost, doubled, differing or divergent."})
public final class CrashCommand extends BenchCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "40", description = "Kills (default ${DEFAULT-VALUE}).")
    private int rounds;
    @Option(names = "--durability", defaultValue = "journaled", paramLabel = "WHICH",
        description = "The server's: journaled or synced (default ${DEFAULT-VALUE}).")
    private String durability;
    @Option(names = "--rate", defaultValue = "4000", description = "Events a second, outside of bursts (default ${DEFAULT-VALUE}).")
    private double rate;
    @Option(names = "--connections", defaultValue = "8", description = "That send (default ${DEFAULT-VALUE}).")
    private int connections;
    @Option(names = "--seed", paramLabel = "N", description = "Of events and kills; a new one each time unless given, and printed.")
    private Long seed;
    @Option(names = "--check-every", defaultValue = "10", paramLabel = "ROUNDS",
        description = "Check the dead server's journal so often, beside the end (default ${DEFAULT-VALUE}).")
    private int checkEvery;
    @Option(names = "--data", paramLabel = "DIR",
        description = "Where all of it is kept; must be empty. A temporary one, kept only when something is wrong, unless given.")
    private Path data;
    @Option(names = "--snapshots", description = "Make snapshots meanwhile, and kill some of those processes too.")
    private boolean snapshots;
    @Option(names = "--canary", description = "Hide one acknowledged event from the checker, which must report it as lost.")
    private boolean canary;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(rounds >= 1 && rounds <= 100_000, "--rounds must be 1 to 100,000");
        check(durability.equals("journaled") || durability.equals("synced"), "--durability must be journaled or synced");
        check(rate > 0 && rate <= 1e6, "--rate must be above 0 and at most 1,000,000");
        check(connections >= 1 && connections <= 256, "--connections must be 1 to 256");
        check(checkEvery >= 1, "--check-every must be at least 1");
        check(seed == null || seed >= 0, "--seed must not be negative");
        final long chosen = seed == null ? System.nanoTime() & 0xFFFF_FFFFL : seed;
        final AttackPlan plan = new AttackPlan(rounds, durability, rate, connections, chosen, checkEvery, snapshots, canary);
        if (data != null) {
            check(isEmpty(data), "--data: " + data + " is not empty");
            return attack(plan, new Folders(Files.createDirectories(data).toRealPath()));
        }
        final TempFolder folder = new TempFolder("");
        final int code = attack(plan, new Folders(folder.path()));
        if (code == 0) {
            folder.close();
        } else {
            spec().commandLine().getOut().println("kept         " + folder.path());
        }
        return code;
    }

    private int attack(final AttackPlan plan, final Folders folders) throws IOException, InterruptedException {
        spec().commandLine().getErr().println("seed " + plan.seed() + ", everything in " + folders.root());
        final Attack attack = new Attack(plan, folders, spec().commandLine().getErr()::println);
        attack.run();
        new CrashReport(spec().commandLine().getOut()).print(plan, attack.tally(), attack.findings());
        return attack.findings().isEmpty() ? 0 : 1;
    }

    private static boolean isEmpty(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
