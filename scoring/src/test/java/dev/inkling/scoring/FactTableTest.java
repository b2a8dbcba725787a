package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.scoring.rules.FactPlan;
import dev.inkling.scoring.rules.FactView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What rules want remembered, against lists of everything that happened. */
class FactTableTest {
    private static final int TYPES = 6;
    /** Facts of types 4, 1 and 5; times of 1 and 4; moments of 5 that lasted 3 s and 10 s. */
    private static final FactPlan PLAN = new FactPlan(new int[] {4, 1, 5}, new int[] {1, 0}, new int[] {2, 2}, new double[] {3, 10});

    private static final long SESSION = 7;

    private record Happened(int type, long t, double duration) {
    }

    @Property(tries = 200)
    void shouldRememberAsListsDo(@ForAll final long seed) {
        final Random random = new Random(seed);
        final FactTable facts = new FactTable(PLAN, TYPES, 3);
        final Map<Integer, List<Happened>> ever = new HashMap<>();
        final Map<Integer, List<Happened>> session = new HashMap<>();
        for (int slot = 0; slot < 3; slot++) {
            facts.clear(slot);
            ever.put(slot, new ArrayList<>());
            session.put(slot, new ArrayList<>());
        }
        final long[] sessions = new long[3];
        for (int n = 0; n < 200; n++) {
            final int slot = random.nextInt(3);
            if (sessions[slot] == 0 || random.nextInt(20) == 0) {
                sessions[slot] = n + 1;
                session.get(slot).clear();
            }
            final Happened moment = new Happened(random.nextInt(TYPES), random.nextInt(100), random.nextBoolean() ? Double.NaN
                : random.nextInt(12));
            ever.get(slot).add(moment);
            session.get(slot).add(moment);
            facts.present(slot, sessions[slot], moment.type());
            if (facts.asksFor(moment.type())) {
                facts.remember(moment.t(), moment.duration());
            }
            compare(facts, ever.get(slot), session.get(slot), moment.type(), random.nextInt(100));
        }
    }

    private static void compare(
        final FactTable facts, final List<Happened> ever, final List<Happened> session, final int present, final long since) {
        for (int fact = 0; fact < 3; fact++) {
            final int type = PLAN.factTypes()[fact];
            assertEquals(session.stream().filter(m -> m.type() == type).count(), facts.sessionCount(fact));
            assertEquals(latest(session, type, 0), facts.sessionLast(fact));
            assertEquals(latest(ever, type, 0), facts.visitorLast(fact));
            final long before = ever.stream().filter(m -> m.type() == type).count() - (type == present ? 1 : 0);
            assertEquals(before == 0, facts.first(fact));
        }
        for (int times = 0; times < 2; times++) {
            final int type = PLAN.factTypes()[PLAN.timesFacts()[times]];
            assertEquals(Math.min(15, ever.stream().filter(m -> m.type() == type && m.t() >= since).count()),
                facts.visitorCount(times, since));
        }
        assertEquals(latest(ever, 5, 3), facts.lasted(0));
        assertEquals(latest(ever, 5, 10), facts.lasted(1));
    }

    private static long latest(final List<Happened> moments, final int type, final double seconds) {
        return moments.stream().filter(m -> m.type() == type && (seconds == 0 || m.duration() >= seconds)).mapToLong(Happened::t).max()
            .orElse(FactView.NEVER);
    }

    @Test
    void shouldTakeOverWhatBothPlansAskFor() {
        final FactTable old = new FactTable(PLAN, TYPES, 1);
        old.clear(0);
        remember(old, 4, 10, 1);
        remember(old, 1, 20, 1);
        remember(old, 5, 30, 5);
        // Types 4 and 5 are now 2 and 0; 1 is gone; 3 is new. Times are asked of 5 (new) and 4 (kept), lasting of 5.
        final int[] renumbered = {1, -1, 4, 3, 2, 0};
        final FactPlan plan = new FactPlan(new int[] {0, 3, 2}, new int[] {0, 2}, new int[] {0, 0}, new double[] {7, 3});
        final FactTable facts = new FactTable(plan, TYPES, 1);
        facts.adopt(0, old, renumbered);
        facts.present(0, SESSION, 4);
        assertEquals(30, facts.visitorLast(0));
        assertEquals(FactView.NEVER, facts.visitorLast(1));
        assertEquals(10, facts.sessionLast(2));
        assertEquals(1, facts.sessionCount(2));
        assertFalse(facts.first(2));
        assertTrue(facts.first(1));
        assertEquals(0, facts.visitorCount(0, 0));
        assertEquals(1, facts.visitorCount(1, 10));
        assertEquals(FactView.NEVER, facts.lasted(0));
        assertEquals(30, facts.lasted(1));
    }

    @Test
    void shouldTakeNoMoreThanItIsAskedFor() {
        // The session alone.
        assertEquals(8, FactTable.bytes(FactPlan.EMPTY));
        // 8 + 3 x 24 + 2 x 128 + 2 x 8
        assertEquals(352, FactTable.bytes(PLAN));
    }

    private static void remember(final FactTable facts, final int type, final long t, final double duration) {
        facts.present(0, SESSION, type);
        facts.remember(t, duration);
    }
}
