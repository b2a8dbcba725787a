package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

/** The id of a process that has ended, given to another one at once. */
class PidThiefTest {
    @Test
    void shouldLiveUnderTheIdOfTheDead() throws IOException, InterruptedException {
        assumeTrue(PidThief.isPermitted(), "only root on Linux may choose process ids");
        final Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        final ProcessHandle living;
        try (PidThief thief = PidThief.take(dead.pid())) {
            assertNotNull(thief, "others took the id every time");
            assertTrue(thief.isAlive());
            living = ProcessHandle.of(dead.pid()).orElseThrow();
            assertTrue(living.isAlive());
        }
        // Returns only once it has gone with its thief.
        living.onExit().join();
    }
}
