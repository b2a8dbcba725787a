package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table of timers beside a list that does the same. */
class TimerTableTest {
    private static final int VISITORS = 20;
    private static final int RULES = 5;
    private static final int CAPACITY = 40;
    private static final int[] RANKS = {3, 1, 4, 0, 2};
    private static final boolean[] TIMED = {true, true, true, true, true};

    private record Timer(int slot, int rule, long idle) {
    }

    private final SessionTable sessions = new SessionTable(VISITORS);
    private TimerTable table = table();
    private final List<Timer> model = new ArrayList<>();
    private long now;

    TimerTableTest() {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            last(sessions.add(visitor, 0), 0);
        }
    }

    private TimerTable table() {
        final TimerTable made = new TimerTable(sessions, CAPACITY);
        made.renumber(RANKS, null);
        return made;
    }

    /** The visitor's latest moment. */
    private void last(final int slot, final long t) {
        sessions.words(slot)[sessions.at(slot) + VisitorLayout.LAST] = t;
    }

    private long last(final int slot) {
        return sessions.words(slot)[sessions.at(slot) + VisitorLayout.LAST];
    }

    private long due(final Timer timer) {
        return last(timer.slot) + timer.idle;
    }

    @Test
    void shouldDoAsAListDoes() throws StateException {
        final long seed = 20_260_101;
        final SplittableRandom random = new SplittableRandom(seed);
        int most = 0;
        int refusals = 0;
        for (int step = 0; step < 100_000; step++) {
            now += random.nextInt(step / 1_000 % 2 == 0 ? 3 : 9_000);
            final int far = step / 1_000 % 3 == 0 ? 60 : 6_000_000;
            final int slot = random.nextInt(VISITORS);
            final int rule = random.nextInt(RULES);
            final int timer = table.find(slot, rule);
            final boolean isSet = timer != TimerTable.NONE && table.isSet(timer);
            assertEquals(model.stream().anyMatch(one -> one.slot == slot && one.rule == rule), isSet, "seed " + seed + " step " + step);
            if (!isSet) {
                refusals += set(slot, rule, random.nextInt(far)) ? 0 : 1;
            } else if (random.nextInt(3) == 0) {
                table.takeBack(timer);
                model.removeIf(one -> one.slot == slot && one.rule == rule);
            } else if (random.nextInt(20) == 0) {
                leave(slot);
            } else {
                last(slot, Math.max(last(slot), now));
            }
            drain();
            most = Math.max(most, table.size());
            if (step % 5_000 == 0) {
                reload();
            }
        }
        assertTrue(most > CAPACITY * 3 / 4, "at most " + most);
        assertTrue(refusals > 0);
        nothingTakesRoomOnceItsTurnHasCome();
    }

    private boolean set(final int slot, final int rule, final long idle) {
        final boolean isFull = table.isFull();
        final boolean isSet = table.set(slot, rule, now, idle);
        if (isSet) {
            model.add(new Timer(slot, rule, idle));
        } else {
            assertTrue(isFull);
        }
        return isSet;
    }

    private void leave(final int slot) {
        while (table.first(slot) != TimerTable.NONE) {
            table.drop(table.first(slot));
        }
        model.removeIf(timer -> timer.slot == slot);
    }

    private void nothingTakesRoomOnceItsTurnHasCome() {
        now += 10_000_000;
        drain();
        assertEquals(0, table.size());
        for (int i = 0; i < CAPACITY; i++) {
            last(i % VISITORS, now);
            assertTrue(table.set(i % VISITORS, i / VISITORS, now, i));
        }
        assertTrue(table.isFull());
    }

    private void drain() {
        model.sort(Comparator.comparingLong(this::due).thenComparingInt(timer -> RANKS[timer.rule]).thenComparingInt(Timer::slot));
        for (int timer = table.peek(now); timer != TimerTable.NONE; timer = table.peek(now)) {
            final Timer first = model.remove(0);
            assertEquals(first.slot, table.slot(timer));
            assertEquals(first.rule, table.rule(timer));
            assertEquals(due(first), table.due(timer));
            table.handled(timer);
        }
        assertTrue(model.isEmpty() || due(model.get(0)) > now);
        assertEquals(model.size(), table.size());
    }

    private void reload() throws StateException {
        final MemoryState state = new MemoryState();
        table.save(state);
        table = table();
        table.load(state, TIMED);
    }

    @Test
    void shouldSetAgainWhatWasTakenBackWithoutMoreRoom() {
        for (int i = 0; i < 10 * CAPACITY; i++) {
            assertTrue(table.set(1, 2, i, 10_000 + i));
            table.takeBack(table.find(1, 2));
        }
        assertTrue(table.set(1, 2, 7, 30_000));
        assertEquals(1, table.size());
        assertEquals(TimerTable.NONE, table.peek(29_999));
        assertEquals(2, table.rule(table.peek(30_000)));
    }

    @Test
    void shouldSetAgainForAnEarlierTimeThanWhatWasTakenBack() {
        for (final long idle : new long[] {5_000_000, 9_000, 8_999, 3_000, 2_999, 1}) {
            assertTrue(table.set(1, 2, 0, idle));
            if (idle > 1) {
                table.takeBack(table.find(1, 2));
            }
        }
        assertEquals(TimerTable.NONE, table.peek(0));
        final int timer = table.peek(1);
        assertEquals(1, table.due(timer));
        table.handled(timer);
        assertEquals(TimerTable.NONE, table.peek(6_000_000));
        assertEquals(0, table.size());
        assertEquals(TimerTable.NONE, table.first(1));
    }

    @Test
    void shouldRefuseADamagedState() {
        table.set(1, 2, 0, 5);
        table.set(3, 2, 0, 6_000_000);
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
