package dev.inkling.perf.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.inkling.perf.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Some seeds of the simulation, the same ones each time, from {@value #BASE} on; {@code bench simulate} runs others. */
class SimulationTest {
    private static final long BASE = 1_000;
    private static final int IN_MEMORY = 100;
    private static final int ON_DISK = 10;
    /** Within so many seeds every canary is caught. */
    private static final int CANARY_SEEDS = 400;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    @TempDir
    static Path temporary;
    private static Path folder;

    @BeforeAll
    static void choose() throws Exception {
        SimulateCommand.quiet();
        folder = Files.isWritable(SHARED_MEMORY) ? Files.createTempDirectory(SHARED_MEMORY, "inkling-test-") : temporary;
    }

    @AfterAll
    static void remove() {
        FolderImage.remove(folder);
    }

    private static void assertGood(final Runs.Outcome outcome) {
        if (!outcome.isGood()) {
            throw new AssertionError("seed " + outcome.seed() + ", step " + outcome.trace().step() + ": " + outcome.fault().getMessage(),
                outcome.fault());
        }
    }

    @Test
    void shouldHoldInMemory() {
        final Runs runs = new Runs(null, Canary.NONE);
        final Tally tally = new Tally();
        for (long seed = BASE; seed < BASE + IN_MEMORY; seed++) {
            final Runs.Outcome outcome = runs.run(seed, Runs.ALL_STEPS, null);
            assertGood(outcome);
            tally.add(outcome);
        }
        final Set<Fault> absent = EnumSet.allOf(Fault.class);
        absent.removeIf(kind -> tally.times(kind) > 0);
        // only the journal on disk has pages and snapshots
        assertTrue(EnumSet.of(Fault.HOLE, Fault.SNAPSHOT, Fault.DAMAGED_SNAPSHOT).containsAll(absent),
            absent.toString());
    }

    @Test
    void shouldHoldOnDisk() {
        final Runs runs = new Runs(folder, Canary.NONE);
        for (long seed = BASE; seed < BASE + ON_DISK; seed++) {
            assertGood(runs.run(seed, Runs.ALL_STEPS, null));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRunTheSameFromTheSameSeed(final boolean isOnDisk) {
        final Runs runs = new Runs(isOnDisk ? folder : null, Canary.NONE);
        for (long seed = BASE; seed < BASE + 3; seed++) {
            final List<String> first = new ArrayList<>();
            final List<String> second = new ArrayList<>();
            final Runs.Outcome one = runs.run(seed, Runs.ALL_STEPS, first::add);
            final Runs.Outcome two = runs.run(seed, Runs.ALL_STEPS, second::add);
            assertEquals(first, second);
            assertEquals(one.result(), two.result());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Canary.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldCatchAWrongRecovery(final Canary canary) {
        assertTrue(isCaught(new Runs(null, canary)), canary + " was not caught in memory");
    }

    @ParameterizedTest
    @EnumSource(value = Canary.class, names = {"FORGET_LAST_ID", "DROP_DECISION", "REPLAY_TWICE", "LOSE_SYNCED"})
    void shouldCatchAWrongRecoveryOnDisk(final Canary canary) {
        assertTrue(isCaught(new Runs(folder, canary)), canary + " was not caught on disk");
    }

    private static boolean isCaught(final Runs runs) {
        for (long seed = BASE; seed < BASE + CANARY_SEEDS; seed++) {
            final Runs.Outcome outcome = runs.run(seed, Runs.ALL_STEPS, null);
            if (!outcome.isGood()) {
                // by the model, or by the engine itself that refuses such a journal
                assertTrue(outcome.fault() instanceof Expectation, () -> "seed " + outcome.seed() + ": " + outcome.fault());
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldTellHowToRunAFailedSeedAgain() {
        final StringWriter out = new StringWriter();
        final int code = Main.run(new String[] {"simulate", "--journal", "memory", "--canary", "keep_epoch", "--from", "7", "--seeds", "5"},
            new PrintWriter(out, true), new PrintWriter(out, true));
        assertEquals(1, code, out.toString());
        assertTrue(out.toString().matches("(?s).*FAILED +seed \\d+, step \\d+: epoch 1 came behind epoch 1.*"
            + "bench simulate --journal memory --from \\d+ --seeds 1 --canary keep_epoch --trace.*"), out.toString());
    }

    @Test
    void shouldPrintTheStepsOfASeed() {
        final StringWriter out = new StringWriter();
        final int code = Main.run(new String[] {"simulate", "--journal", "memory", "--from", "1000", "--seeds", "1", "--trace"},
            new PrintWriter(out, true), new PrintWriter(out, true));
        assertEquals(0, code, out.toString());
        assertTrue(out.toString().contains("starts, epoch 1"), out.toString());
        assertFalse(out.toString().contains("FAILED"), out.toString());
    }
}
