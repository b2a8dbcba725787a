package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of timers beside a sorted map that does the same. */
class TimerTableTest {
    private static final int VISITORS = 20;
    private static final int RULES = 5;
    private static final int CAPACITY = 40;
    private static final int[] RANKS = {3, 1, 4, 0, 2};
    private static final boolean[] TIMED = {true, true, true, true, true};

    private record Key(long due, int rank, int slot) {
    }

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::due).thenComparingInt(Key::rank).thenComparingInt(Key::slot);

    private final SessionTable sessions = new SessionTable(VISITORS);
    private TimerTable table = table();
    private final TreeMap<Key, Integer> model = new TreeMap<>(ORDER);
    private long now;

    TimerTableTest() {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            sessions.add(visitor, 0);
        }
    }

    private TimerTable table() {
        final TimerTable made = new TimerTable(sessions, CAPACITY);
        made.renumber(RANKS, null);
        return made;
    }

    @Test
    void shouldDoAsASortedMapDoes() throws StateException {
        final long seed = 20_260_101;
        final SplittableRandom random = new SplittableRandom(seed);
        int most = 0;
        for (int step = 0; step < 200_000; step++) {
            now += random.nextInt(3);
            final int slot = random.nextInt(VISITORS);
            final int rule = random.nextInt(RULES);
            final int timer = table.find(slot, rule);
            final Key key = timer == TimerTable.NONE ? null : new Key(table.due(timer), RANKS[rule], slot);
            assertEquals(timer != TimerTable.NONE, key != null && model.containsKey(key), "seed " + seed + " step " + step);
            if (key == null) {
                add(slot, rule, now + random.nextInt(60));
            } else if (random.nextInt(3) == 0) {
                table.remove(timer);
                model.remove(key);
            } else {
                final long due = now + random.nextInt(60);
                table.postpone(timer, due);
                model.remove(key);
                model.put(new Key(Math.max(key.due, due), RANKS[rule], slot), rule);
            }
            drain();
            most = Math.max(most, table.size());
            if (step % 5_000 == 0) {
                reload();
            }
        }
        assertEquals(CAPACITY, most);
    }

    private void add(final int slot, final int rule, final long due) {
        assertEquals(table.isFull(), model.size() == CAPACITY);
        if (!table.isFull()) {
            table.add(slot, rule, now, due);
            model.put(new Key(due, RANKS[rule], slot), rule);
        }
    }

    private void drain() {
        for (int timer = table.peek(now); timer != TimerTable.NONE; timer = table.peek(now)) {
            final Key first = model.firstKey();
            assertEquals(first, new Key(table.due(timer), RANKS[table.rule(timer)], table.slot(timer)));
            table.remove(timer);
            model.remove(first);
        }
        assertTrue(model.isEmpty() || model.firstKey().due > now);
        assertEquals(model.size(), table.size());
    }

    private void reload() throws StateException {
        final MemoryState state = new MemoryState();
        table.save(state);
        table = table();
        table.load(state, TIMED);
    }

    @Test
    void shouldGoThroughAVisitorsTimersWhileTheyAreRemoved() {
        for (int rule = 0; rule < RULES; rule++) {
            table.add(1, rule, 0, 10 - rule);
            table.add(2, rule, 0, 10 - rule);
        }
        int removed = 0;
        int timer = table.first(1);
        while (timer != TimerTable.NONE) {
            assertEquals(1, table.slot(timer));
            timer = table.remove(timer);
            removed++;
        }
        assertEquals(RULES, removed);
        assertEquals(RULES, table.size());
        assertEquals(TimerTable.NONE, table.first(1));
        assertEquals(4, table.rule(table.peek(6)));
    }

    @Test
    void shouldRefuseADamagedState() {
        table.add(1, 2, 0, 5);
        table.add(3, 2, 0, 6);
        refused(new boolean[] {true, true, false, true, true});
        refused(new boolean[] {true, true});
        final long[] r = sessions.words(3);
        final int flags = sessions.at(3) + VisitorLayout.FLAGS;
        for (final int head : new int[] {0, 1, 7, -4}) {
            final long before = r[flags];
            r[flags] = VisitorLayout.halves(0, head);
            refused(TIMED);
            r[flags] = before;
        }
        final long[] other = sessions.words(9);
        other[sessions.at(9) + VisitorLayout.FLAGS] = VisitorLayout.halves(0, 1);
        refused(TIMED);
    }

    private void refused(final boolean[] timed) {
        final MemoryState state = new MemoryState();
        table.save(state);
        assertThrows(StateException.class, () -> table().load(state, timed));
    }
}
