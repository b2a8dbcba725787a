package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Slots in order of use, against a linked set. */
class UseOrderTest {
    private static final int SLOTS = 10;

    @Property
    void shouldBehaveLikeALinkedSet(@ForAll @Size(max = 200) final List<@IntRange(min = 0, max = 2 * SLOTS - 1) Integer> operations) {
        final UseOrder order = new UseOrder(SLOTS);
        final Set<Integer> model = new LinkedHashSet<>();
        for (final int operation : operations) {
            final int slot = operation % SLOTS;
            if (operation >= SLOTS && model.remove(slot)) {
                order.remove(slot);
            } else if (model.remove(slot)) {
                order.touch(slot);
                model.add(slot);
            } else {
                order.add(slot);
                model.add(slot);
            }
            assertEquals(model.isEmpty() ? UseOrder.NONE : model.iterator().next(), order.oldest());
        }
        while (!model.isEmpty()) {
            final int oldest = model.iterator().next();
            assertEquals(oldest, order.oldest());
            order.remove(oldest);
            model.remove(oldest);
        }
        assertEquals(UseOrder.NONE, order.oldest());
    }
}
