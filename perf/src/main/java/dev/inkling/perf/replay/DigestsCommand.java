package dev.inkling.perf.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.perf.BenchCommand;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench digests}: one journal, verified by JVMs of several versions, interpreted and compiled, under several collectors. */
@Command(name = "digests", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Makes a journal of sample traffic with its decisions, then verifies it in JVMs of their own: every JDK that is given",
        "or found in JAVA_HOME and JAVA_HOME_..., with and without its compiler, with G1 and the parallel collector.",
        "Fails unless all of them find what is in the journal, and the same digest."})
public final class DigestsCommand extends BenchCommand implements Callable<Integer> {
    private static final String VERIFY = "dev.inkling.replay.Main";
    private static final Pattern VERIFIED = Pattern.compile("verified events=(\\d+) decisions=(\\d+) divergences=0 digest=(\\p{XDigit}+)");
    private static final List<List<String>> FLAGS = List.of(
        List.of("-XX:+UseG1GC"), List.of("-XX:+UseParallelGC"), List.of("-Xint", "-XX:+UseG1GC"), List.of("-Xint", "-XX:+UseParallelGC"));
    private static final double NANOS = 1e9;

    @Option(names = "--events", defaultValue = "200000", description = "Events in the journal (default ${DEFAULT-VALUE}).")
    private int events;
    @Option(names = "--visitors", defaultValue = "20000", description = "Different visitors (default ${DEFAULT-VALUE}).")
    private int visitors;
    @Option(names = "--jdk", paramLabel = "HOME", description = "Folder of a JDK to run, repeatable (default: those found, this one too).")
    private List<Path> homes = new ArrayList<>();
    @Option(names = "--interpreted", description = "Only without the compiler, with G1.")
    private boolean interpreted;
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "",
        description = "Folder below which the journal lies (default: the system's temporary one).")
    private String data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(events >= 1_000 && events <= 1 << 28, "--events must be 1,000 to 268,435,456");
        check(visitors >= 64 && visitors <= 1 << 24, "--visitors must be 64 to 16,777,216");
        final List<Jdk> jdks = jdks();
        try (TempFolder folder = new TempFolder(data)) {
            final SampleJournal sample = new SampleJournal(folder.path(), visitors, Visitors.Distribution.ZIPF);
            final long decisions = sample.make(events);
            line("journal     %,d events, %,d decisions, %,d visitors", sample.events(), decisions, visitors);
            line("%-12s %-28s %10s  %-16s", "Java", "flags", "seconds", "digest");
            final Set<String> digests = new HashSet<>();
            for (final Jdk jdk : jdks) {
                for (final List<String> flags : interpreted ? FLAGS.subList(2, 3) : FLAGS) {
                    digests.add(verify(jdk, flags, folder.path(), sample.events(), decisions));
                }
            }
            line(digests.size() == 1 ? "all the same" : "NOT THE SAME");
            return digests.size() == 1 ? 0 : 1;
        }
    }

    private List<Jdk> jdks() throws IOException {
        if (homes.isEmpty()) {
            return Jdk.found(System.getenv());
        }
        final List<Jdk> jdks = new ArrayList<>();
        for (final Path home : homes) {
            jdks.add(Jdk.at(home));
        }
        return jdks;
    }

    private String verify(final Jdk jdk, final List<String> flags, final Path folder, final long made, final long decisions)
        throws IOException, InterruptedException {
        final long begun = System.nanoTime();
        final String said = jdk.run(flags, VERIFY, List.of("verify", "--data", folder.toString())).strip();
        final Matcher verified = VERIFIED.matcher(said);
        if (!verified.find() || Long.parseLong(verified.group(1)) != made || Long.parseLong(verified.group(2)) < decisions) {
            throw new IllegalStateException("Java " + jdk.version() + ' ' + String.join(" ", flags) + " found: " + said);
        }
        line("%-12s %-28s %10.1f  %-16s", jdk.version(), String.join(" ", flags), (System.nanoTime() - begun) / NANOS, verified.group(3));
        return verified.group(3);
    }
}
