package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Visitors in order of arrival, against a linked map that is put right at each of them. */
class SessionTableTest {
    private static final int VISITORS = 30;

    @Property
    void shouldKnowTheLeastRecentlyActiveAsALinkedMapDoes(
        @ForAll @IntRange(min = 1, max = 12) final int capacity,
        @ForAll @Size(max = 400) final List<@IntRange(min = 0, max = 3 * VISITORS - 1) Integer> operations) {
        final SessionTable table = new SessionTable(capacity);
        final Map<Long, Integer> model = new LinkedHashMap<>();
        for (final int operation : operations) {
            final long visitor = 1 + operation % VISITORS;
            switch (operation / VISITORS) {
                case 0 -> heardOf(table, model, visitor);
                case 1 -> assertEquals(oldest(model), table.oldest());
                default -> {
                    if (model.containsKey(visitor)) {
                        table.remove(model.remove(visitor));
                    }
                }
            }
            assertEquals(model.size(), table.size());
        }
        while (!model.isEmpty()) {
            final int oldest = oldest(model);
            assertEquals(oldest, table.oldest());
            table.remove(oldest);
            model.remove(model.keySet().iterator().next());
        }
        assertEquals(SessionTable.NONE, table.oldest());
    }

    private static int oldest(final Map<Long, Integer> model) {
        return model.isEmpty() ? SessionTable.NONE : model.values().iterator().next();
    }

    private static void heardOf(final SessionTable table, final Map<Long, Integer> model, final long visitor) {
        final int found = table.find(visitor);
        assertEquals(model.getOrDefault(visitor, SessionTable.NONE), found);
        if (found != SessionTable.NONE) {
            table.touch(found);
            model.put(visitor, model.remove(visitor));
            return;
        }
        if (table.isFull()) {
            assertEquals(oldest(model), table.oldest());
            table.remove(table.oldest());
            model.remove(model.keySet().iterator().next());
        }
        model.put(visitor, table.add(visitor, 0));
    }

    @Test
    void shouldNotTurnTheOrderToItsEndWhenNobodyIsThere() {
        final TimerWheel order = new TimerWheel(2);
        final SessionTable table = new SessionTable(2, order);
        assertEquals(SessionTable.NONE, table.oldest());
        final int slot = table.add(7, 0);
        // Her place, 1, is neither due nor past at time 0: an order turned to its end would tell her at any time.
        assertEquals(TimerWheel.NONE, order.poll(0));
        assertEquals(slot, table.oldest());
    }

    @Test
    void shouldBeginWithARecordOfSomeoneNeverSeen() {
        final SessionTable table = new SessionTable(1);
        final int slot = table.add(7, 65_535);
        table.words(slot)[table.at(slot) + VisitorLayout.REVENUE] = 5;
        table.words(slot)[table.at(slot) + VisitorLayout.LAST] = 5;
        table.remove(slot);
        assertEquals(slot, table.add(8, 3));
        assertEquals(8, table.key(slot));
        assertEquals(0, table.words(slot)[table.at(slot) + VisitorLayout.REVENUE]);
        assertEquals(VisitorLayout.NEVER, table.words(slot)[table.at(slot) + VisitorLayout.LAST]);
        assertEquals(3, VisitorLayout.high(table.words(slot)[table.at(slot) + VisitorLayout.REVENUE_CURRENCY]));
    }
}
