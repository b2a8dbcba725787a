package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Slots by key, against a linked map. */
class KeyedSlotsTest {
    @Property
    void shouldBehaveLikeALinkedMap(
        @ForAll @IntRange(min = 1, max = 20) final int capacity,
        @ForAll @Size(max = 400) final List<@IntRange(min = 0, max = 59) Integer> operations) {
        final KeyedSlots slots = new KeyedSlots(capacity);
        final Map<Long, Integer> model = new LinkedHashMap<>();
        for (final int operation : operations) {
            // Keys that differ in high bits only come from the same places as those that differ in low bits.
            final long key = operation % 30 < 15 ? operation % 15 : (long) (operation % 15) << 60;
            if (operation < 30) {
                use(slots, model, key, capacity);
            } else if (model.containsKey(key)) {
                slots.remove(model.remove(key));
            }
            assertEquals(model.size(), slots.size());
            assertEquals(new ArrayList<>(model.keySet()), order(slots));
            model.forEach((k, slot) -> assertEquals(slot, slots.find(k)));
        }
    }

    private static void use(final KeyedSlots slots, final Map<Long, Integer> model, final long key, final int capacity) {
        final int found = slots.find(key);
        assertEquals(model.getOrDefault(key, KeyedSlots.NONE), found);
        if (found != KeyedSlots.NONE) {
            slots.touch(found);
            model.remove(key);
            model.put(key, found);
            return;
        }
        if (slots.isFull()) {
            final long oldest = model.keySet().iterator().next();
            assertEquals(oldest, slots.key(slots.oldest()));
            slots.remove(slots.oldest());
            model.remove(oldest);
        }
        final int slot = slots.add(key);
        assertTrue(slot >= 0 && slot < capacity && !model.containsValue(slot), "slot " + slot);
        model.put(key, slot);
    }

    private static List<Long> order(final KeyedSlots slots) {
        final List<Long> keys = new ArrayList<>();
        for (int slot = slots.oldest(); slot != KeyedSlots.NONE; slot = slots.next(slot)) {
            keys.add(slots.key(slot));
        }
        return keys;
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
