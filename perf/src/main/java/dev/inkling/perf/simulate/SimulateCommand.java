package dev.inkling.perf.simulate;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench simulate}: the engine run from seeds, with faults, held to a plain model. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Runs the engine from seeds: requests, deaths, losses of power, full disks, failures, restarts;",
        "and holds what is left to a plain model. The same seed is the same run.",
        "Ends at the first seed that fails, prints how to run it again, and exits with 1."})
public final class SimulateCommand extends BenchCommand implements Callable<Integer> {
    private static final long PROGRESS_NANOS = 5_000_000_000L;
    private static final String SHARED_MEMORY = "/dev/shm";

    @Option(names = "--journal", defaultValue = "BOTH", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Kind journal;
    @Option(names = "--seeds", defaultValue = "1000",
        description = "Most seeds on each journal (default ${DEFAULT-VALUE}).")
    private long seeds;
    @Option(names = "--from", paramLabel = "SEED", defaultValue = "1", description = "The first of them (default ${DEFAULT-VALUE}).")
    private long from;
    @Option(names = "--seconds", defaultValue = "60", description = "Most time for each journal (default ${DEFAULT-VALUE}).")
    private int seconds;
    @Option(names = "--threads", defaultValue = "0", description = "Seeds at a time (default: one a core).")
    private int threads;
    @Option(names = "--canary", paramLabel = "NAME", defaultValue = "NONE",
        description = {"Makes the recovery wrong on purpose, to see it caught:", "${COMPLETION-CANDIDATES}"})
    private Canary canary;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = "Folder below which journals on disk lie (default: " + SHARED_MEMORY + ", else the system's temporary one).")
    private String data;
    @Option(names = "--trace", description = "Prints each step.")
    private boolean isTraced;
    private final AtomicReference<Runs.Outcome> failed = new AtomicReference<>();

    /** Which journals. */
    enum Kind {
        /** In memory. */
        MEMORY,
        /** The real one, in a folder. */
        CHRONICLE,
        /** Both. */
        BOTH
    }

    @Override
    public Integer call() throws InterruptedException {
        check(seeds >= 1, "--seeds must be 1 or more");
        check(seconds >= 1 && seconds <= 86_400, "--seconds must be 1 to 86,400");
        check(threads >= 0 && threads <= 64, "--threads must be 1 to 64");
        check(journal != Kind.CHRONICLE || canary.isForDisk(), canary + " is for the journal in memory: the real one opens by itself");
        quiet();
        boolean isGood = true;
        if (journal != Kind.CHRONICLE) {
            isGood = run(new Runs(null, canary));
        }
        if (isGood && journal != Kind.MEMORY && canary.isForDisk()) {
            try (TempFolder folder = new TempFolder(data.isEmpty() && Files.isDirectory(Path.of(SHARED_MEMORY)) ? SHARED_MEMORY : data)) {
                isGood = run(new Runs(folder.path(), canary));
            }
        }
        return isGood ? 0 : 1;
    }

    /** What the engine says of faults that are meant would drown everything else. */
    static void quiet() {
        for (final String name : List.of("dev.inkling", "net.openhft")) {
            final String property = "org.slf4j.simpleLogger.log." + name;
            if (System.getProperty(property) == null) {
                System.setProperty(property, "off");
            }
        }
    }

    private boolean run(final Runs runs) throws InterruptedException {
        final long began = System.nanoTime();
        final Tally tally = new Tally();
        final AtomicLong next = new AtomicLong(from);
        final List<Thread> workers = new ArrayList<>();
        final int count = isTraced ? 1 : threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        for (int i = 0; i < count; i++) {
            final Thread worker = new Thread(() -> work(runs, next, tally, began), "inkling-simulate-" + i);
            worker.start();
            workers.add(worker);
        }
        long told = began;
        for (final Thread worker : workers) {
            while (worker.isAlive()) {
                worker.join(100);
                if (System.nanoTime() - told > PROGRESS_NANOS) {
                    told = System.nanoTime();
                    err().println(tally.line(runs.journal(), (told - began) / 1e9));
                }
            }
        }
        line("%s", tally.line(runs.journal(), (System.nanoTime() - began) / 1e9));
        line("%s", tally.faults());
        final Runs.Outcome bad = failed.getAndSet(null);
        if (bad != null) {
            tell(runs, bad);
        }
        return bad == null;
    }

    private void work(final Runs runs, final AtomicLong next, final Tally tally, final long began) {
        while (failed.get() == null && System.nanoTime() - began < seconds * 1_000_000_000L) {
            final long seed = next.getAndIncrement();
            if (seed - from >= seeds) {
                return;
            }
            final Runs.Outcome outcome = runs.run(seed, Runs.ALL_STEPS, isTraced ? text -> line("%s", text) : null);
            if (outcome.isGood()) {
                tally.add(outcome);
            } else {
                failed.compareAndSet(null, outcome);
            }
        }
    }

    private void tell(final Runs runs, final Runs.Outcome bad) {
        line("FAILED     seed %d, step %d: %s", bad.seed(), bad.trace().step(),
            bad.fault() instanceof Expectation ? bad.fault().getMessage() : bad.fault());
        line("again      ./inkling bench simulate --journal %s --from %d --seeds 1%s --trace", runs.journal(), bad.seed(),
            canary == Canary.NONE ? "" : " --canary " + canary.name().toLowerCase(Locale.ROOT));
        if (isTraced && !(bad.fault() instanceof Expectation)) {
            bad.fault().printStackTrace(err());
        }
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }
}
