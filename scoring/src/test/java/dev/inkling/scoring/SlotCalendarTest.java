package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Slots by the unit at which they are due, against a sorted map of lists. */
class SlotCalendarTest {
    private static final int CAPACITY = 100;
    private static final int NONE = -1;

    private final int[] slots = new int[SlotCalendar.MOST_POLLED];
    private int polled;
    private int next;

    @Property(tries = 100)
    void shouldTellSlotsInTheOrderOfTheirUnitsAndThenAsTheyCame(@ForAll final long seed) throws StateException {
        final Random random = new Random(seed);
        SlotCalendar calendar = new SlotCalendar(CAPACITY);
        final TreeMap<Long, List<Integer>> model = new TreeMap<>();
        final Deque<Integer> free = new ArrayDeque<>();
        for (int slot = 0; slot < CAPACITY; slot++) {
            free.add(slot);
        }
        long now = random.nextInt(5_000);
        assertEquals(NONE, poll(calendar, now));
        for (int n = 0; n < 400; n++) {
            if (random.nextInt(10) == 0) {
                calendar = reloaded(calendar, now, free);
            }
            // As many as there are, often into one place, so that places take several pieces.
            for (int some = random.nextInt(40); some > 0 && !free.isEmpty(); some--) {
                final int slot = free.poll();
                final long unit = now + 1 + random.nextInt(random.nextBoolean() ? 3 : SlotCalendar.PLACES - 1);
                calendar.add(slot, unit);
                model.computeIfAbsent(unit, k -> new ArrayList<>()).add(slot);
            }
            now += random.nextInt(10) == 0 ? random.nextInt(3 * SlotCalendar.PLACES) : random.nextInt(4);
            while (!model.isEmpty() && model.firstKey() <= now) {
                for (final int slot : model.pollFirstEntry().getValue()) {
                    assertEquals(slot, poll(calendar, now), "seed " + seed);
                    free.add(slot);
                }
            }
            assertEquals(NONE, poll(calendar, now), "seed " + seed);
            assertEquals(CAPACITY - free.size(), calendar.size());
        }
    }

    private static SlotCalendar reloaded(final SlotCalendar calendar, final long now, final Deque<Integer> free) throws StateException {
        final MemoryState state = new MemoryState();
        calendar.save(state);
        final SlotCalendar loaded = new SlotCalendar(CAPACITY);
        final BitSet in = loaded.load(state, CAPACITY, now);
        for (int slot = 0; slot < CAPACITY; slot++) {
            assertEquals(!free.contains(slot), in.get(slot));
        }
        return loaded;
    }

    /** One slot at a time, though the calendar tells several. */
    private int poll(final SlotCalendar calendar, final long unit) {
        if (next == polled) {
            next = 0;
            polled = calendar.poll(unit, slots);
        }
        return next < polled ? slots[next++] : NONE;
    }

    @Test
    void shouldMoveWhatIsNotWithinARoundToItsEdges() {
        final SlotCalendar calendar = new SlotCalendar(3);
        assertEquals(NONE, poll(calendar, 10));
        calendar.add(0, 5);
        calendar.add(1, 10_000);
        assertEquals(NONE, poll(calendar, 10));
        assertEquals(0, poll(calendar, 11));
        assertEquals(NONE, poll(calendar, 10 + SlotCalendar.PLACES - 2));
        assertEquals(1, poll(calendar, 10 + SlotCalendar.PLACES - 1));
    }

    @Test
    void shouldTakeSlotsInWhileAPlaceIsRead() {
        final SlotCalendar calendar = new SlotCalendar(64);
        assertEquals(NONE, poll(calendar, 0));
        for (int slot = 0; slot < 64; slot++) {
            calendar.add(slot, 1);
        }
        for (int round = 1; round < 50; round++) {
            for (int slot = 0; slot < 64; slot++) {
                assertEquals(slot, poll(calendar, round));
                calendar.add(slot, round + 1);
            }
            assertEquals(NONE, poll(calendar, round));
        }
        // Pieces of one cache line, given back as they are read: 64 slots never take more than the capacity allows for.
        assertTrue(SlotCalendar.bytes(64) <= (64 / 14 + 2 * SlotCalendar.PLACES + 2) * 64L);
    }
}
