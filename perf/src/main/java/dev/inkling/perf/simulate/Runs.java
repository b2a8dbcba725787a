package dev.inkling.perf.simulate;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Runs of seeds on one kind of medium. Any thread may run any seed. */
final class Runs {
    /** No run has more steps. */
    static final int ALL_STEPS = Integer.MAX_VALUE;

    private final Path folder;
    private final Canary canary;

    /**
     * Runs of one kind.
     *
     * @param folder below which journals lie; null for journals in memory
     * @param canary what is wrong on purpose
     */
    Runs(final Path folder, final Canary canary) {
        this.folder = folder;
        this.canary = canary;
    }

    /** How a command names the kind. */
    String journal() {
        return folder == null ? "memory" : "chronicle";
    }

    /**
     * Runs a seed.
     *
     * @param seed  of the run
     * @param steps bound on its steps
     * @param shown told each step; null when nobody wants to know
     * @return what it came to
     */
    Outcome run(final long seed, final int steps, final Consumer<String> shown) {
        final Chance chance = new Chance(seed);
        final Trace trace = new Trace(shown);
        final Clocks clocks = new Clocks();
        try (Medium medium = folder == null ? new MemoryMedium(chance, trace, canary)
            : new FolderMedium(chance, trace, clocks, canary, folder.resolve("seed-" + seed))) {
            return new Outcome(seed, trace, new Simulation(chance, trace, clocks, medium, canary).run(steps), null);
        } catch (final RuntimeException | AssertionError fault) {
            return new Outcome(seed, trace, null, fault);
        }
    }

    /**
     * What a seed came to.
     *
     * @param seed   of the run
     * @param trace  of it
     * @param result null when it failed
     * @param fault  null when it went well
     */
    record Outcome(long seed, Trace trace, Simulation.Result result, Throwable fault) {
        boolean isGood() {
            return fault == null;
        }
    }
}
