package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Slots by key, against a map. */
class KeyedSlotsTest {
    @Property
    void shouldBehaveLikeAMap(
        @ForAll @IntRange(min = 1, max = 20) final int capacity,
        @ForAll @Size(max = 400) final List<@IntRange(min = 0, max = 59) Integer> operations) throws StateException {
        KeyedSlots slots = new KeyedSlots(capacity);
        final Map<Long, Integer> model = new HashMap<>();
        for (final int operation : operations) {
            if (operation == 0) {
                slots = reloaded(slots, capacity);
            }
            // Keys that differ in high bits only come from the same places as those that differ in low bits.
            final long key = operation % 30 < 15 ? operation % 15 : (long) (operation % 15) << 60;
            if (operation < 30) {
                use(slots, model, key, capacity);
            } else if (model.containsKey(key)) {
                slots.remove(model.remove(key));
            }
            assertEquals(model.size(), slots.size());
            for (int slot = 0; slot < slots.fresh(); slot++) {
                assertEquals(model.containsValue(slot), slots.isTaken(slot), "slot " + slot);
            }
            for (final Map.Entry<Long, Integer> entry : model.entrySet()) {
                assertEquals(entry.getValue(), slots.find(entry.getKey()));
            }
        }
    }

    private static KeyedSlots reloaded(final KeyedSlots slots, final int capacity) throws StateException {
        final MemoryState state = new MemoryState();
        slots.save(state);
        final KeyedSlots loaded = new KeyedSlots(capacity);
        loaded.load(state);
        return loaded;
    }

    @Test
    void shouldRefuseWhatWasSavedOfAnotherCapacityOrIsDamaged() {
        final MemoryState other = new MemoryState();
        new KeyedSlots(5).save(other);
        assertRefused("capacity is 5, expected 4", other);
        assertRefused("used slots is 5, expected 0 to 4", state(5, 5, -1, new long[5], new int[5]));
        assertRefused("slots 0 and 1 have the same key", state(2, 2, -1, new long[] {7, 7}, new int[2]));
        // Slot 1 was freed before itself.
        assertRefused("free slots are linked to 1 of 3", state(3, 1, 1, new long[] {7, 8, 9}, new int[] {0, 1, 0}));
        assertRefused("more free slots are linked than the 1 there are", state(3, 2, 1, new long[] {7, 8, 9}, new int[] {-1, 0, 0}));
        assertRefused("free slots are linked to -1 of 3", state(3, 2, -1, new long[] {7, 8, 9}, new int[3]));
    }

    private static MemoryState state(final int fresh, final int size, final int freed, final long[] keys, final int[] freedBefore) {
        final MemoryState state = new MemoryState();
        for (final int value : new int[] {4, fresh, size, freed}) {
            state.putInt(value);
        }
        state.putLongs(keys, 0, keys.length);
        state.putInts(freedBefore, 0, freedBefore.length);
        return state;
    }

    private static void assertRefused(final String reason, final MemoryState state) {
        assertEquals(reason, assertThrows(StateException.class, () -> new KeyedSlots(4).load(state)).getMessage());
    }

    private static void use(final KeyedSlots slots, final Map<Long, Integer> model, final long key, final int capacity) {
        final int found = slots.find(key);
        assertEquals(model.getOrDefault(key, KeyedSlots.NONE), found);
        if (found != KeyedSlots.NONE) {
            return;
        }
        if (slots.isFull()) {
            final long any = model.keySet().iterator().next();
            slots.remove(model.remove(any));
        }
        final int slot = slots.add(key);
        assertTrue(slot >= 0 && slot < capacity && !model.containsValue(slot), "slot " + slot);
        model.put(key, slot);
    }

    @Test
    void shouldRefuseWhatItCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> new KeyedSlots(0));
        final KeyedSlots slots = new KeyedSlots(1);
        slots.add(7);
        assertThrows(IllegalStateException.class, () -> slots.add(8));
        slots.remove(0);
        assertThrows(IllegalStateException.class, () -> slots.remove(0));
    }

    @Test
    void shouldKeepTheIndexAtMostHalfFull() {
        assertEquals(1 << 19, KeyedSlots.entries(1 << 18));
        assertEquals(1 << 20, KeyedSlots.entries((1 << 18) + 1));
        assertEquals(4, KeyedSlots.entries(1));
    }
}
