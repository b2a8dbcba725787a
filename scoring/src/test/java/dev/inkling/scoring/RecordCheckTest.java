package dev.inkling.scoring;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inkling.scoring.rules.RuleSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Records that would lead the engine out of its tables, each damaged in one word. */
class RecordCheckTest {
    private static final RecordCheck CHECK = new RecordCheck(40, 2);
    private static final long FAR = 1L << 53;

    @Test
    void shouldTakeWhatTheEngineWrites() throws StateException {
        final Shop shop = Shop.withoutRules();
        final String[] names = {"size_guide", "cart_add", "purchase", "exit_intent", "nobody_knows"};
        for (int i = 0; i < 50; i++) {
            shop.moment(i * Shop.MINUTE, names[i % names.length]);
        }
        final MemoryState state = new MemoryState();
        shop.engine.save(state);
        final Engine loaded = new Engine(Shop.settings());
        loaded.configure(shop.engine.catalogue(), RuleSet.EMPTY);
        assertDoesNotThrow(() -> loaded.load(state, Engine.LAYOUT_VERSION));
        assertEquals(1, loaded.visitors());
    }

    @Test
    void shouldRefuseWhatThereIsNot() {
        refused("storefront 2 of 2", r -> r[VisitorLayout.REVENUE_CURRENCY] = VisitorLayout.halves(0, 2));
        refused("type 40 of 40", r -> r[VisitorLayout.COUNTS] = 41L << 32);
        refused("type 40 of 40", r -> r[VisitorLayout.HISTORY + 18] = 40);
        refused("type 1023 of 40", r -> r[VisitorLayout.OUTCOMES] = -1);
        refused("a history of -1 moments and 0 outcomes, 0 in its profile", r -> r[VisitorLayout.HISTORY_COUNT] = -1);
        refused("a history of 0 moments and -1 outcomes, 0 in its profile", r -> r[VisitorLayout.OUTCOME_COUNT] = -1);
        refused("a history of 3 moments and 0 outcomes, 4 in its profile", r -> {
            r[VisitorLayout.HISTORY_COUNT] = 3;
            r[VisitorLayout.COUNTS] = 4L << 48;
        });
    }

    /** The time from a stamp so far off to any moment has no number, and a fading after less than nothing has no place in the table. */
    @Test
    void shouldRefuseASumWhoseFadingHasNoTime() {
        refused("a sum of 0.0 at " + (FAR + 1) + " ms", r -> r[VisitorLayout.SUMS_AT] = FAR + 1);
        refused("a sum of 0.0 at " + (-FAR - 1) + " ms", r -> r[VisitorLayout.RISK + 1] = -FAR - 1);
        refused("a sum of 0.0 at " + Long.MAX_VALUE + " ms", r -> r[VisitorLayout.STAGES_AT + 3] = Long.MAX_VALUE);
        refused("a sum of 0.5 at " + VisitorLayout.NEVER + " ms", r -> {
            RecordStore.number(r, VisitorLayout.RISK, 0.5);
            r[VisitorLayout.RISK + 1] = VisitorLayout.NEVER;
        });
    }

    @Test
    void shouldRefuseVisibleFiringsThatCannotBeCounted() {
        refused("-1 visible firings, the latest at 0 ms", r -> r[VisitorLayout.VISIBLE_COUNT] = -1);
        refused("0 visible firings, the latest at " + (FAR + 1) + " ms", r -> r[VisitorLayout.VISIBLE_AT] = FAR + 1);
        refused("0 visible firings, the latest at " + (-FAR - 1) + " ms", r -> r[VisitorLayout.VISIBLE_AT] = -FAR - 1);
    }

    private static void refused(final String reason, final Consumer<long[]> damage) {
        final long[] r = new long[VisitorLayout.WORDS];
        assertDoesNotThrow(() -> CHECK.check(new MemoryState(), 5, r, 0));
        damage.accept(r);
        assertEquals("slot 5: " + reason, assertThrows(StateException.class, () -> CHECK.check(new MemoryState(), 5, r, 0)).getMessage());
    }
}
