package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** Kills come from the seed alone, and all kinds come. */
class KillPlanTest {
    @Test
    void shouldPlanTheSameFromTheSameSeed() {
        final List<Kill> kills = plan(5, true);
        assertEquals(kills, plan(5, true));
        assertEquals(EnumSet.allOf(Kill.Kind.class), kinds(kills));
        assertEquals(Kill.Kind.PID, kills.get(2).kind());
    }

    @Test
    void shouldTakeNoProcessIdsWhereThatIsNotPermitted() {
        assertFalse(kinds(plan(5, false)).contains(Kill.Kind.PID));
    }

    private static Set<Kill.Kind> kinds(final List<Kill> kills) {
        final Set<Kill.Kind> kinds = EnumSet.noneOf(Kill.Kind.class);
        kills.forEach(kill -> kinds.add(kill.kind()));
        return kinds;
    }

    private static List<Kill> plan(final long seed, final boolean pids) {
        final KillPlan plan = new KillPlan(seed, pids);
        final List<Kill> kills = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            kills.add(plan.next(round, 1_000));
        }
        return kills;
    }
}
