package dev.inkling.scoring.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.inkling.scoring.rules.eval.Always;

/** Which rules look at which moment, and in what order. */
class RuleSetTest {
    private static Rule rule(final String name, final int priority, final boolean enabled) {
        return new Rule(name, 1, "offer", "x", null, null, Per.NONE, 0, 1, name, priority, null, null, enabled, Cap.NONE, 1, false, false,
            null, "always");
    }

    private static RuleSet set(final List<Rule> rules, final int[]... looksAt) {
        return new RuleSet(rules, Collections.nCopies(rules.size(), Always.TRUE).toArray(new Condition[0]), looksAt, FactPlan.EMPTY, 4);
    }

    @Test
    void shouldOrderByPriorityThenAsInTheFile() {
        final RuleSet set = set(
            List.of(rule("a", 0, true), rule("b", 5, true), rule("c", 0, true), rule("d", 5, true), rule("e", -1, true)),
            null, null, new int[] {2}, new int[] {1, 2}, null);
        assertArrayEquals(new int[] {1, 0, 4}, set.concerning(0));
        assertArrayEquals(new int[] {1, 3, 0, 4}, set.concerning(1));
        assertArrayEquals(new int[] {1, 3, 0, 2, 4}, set.concerning(2));
    }

    @Test
    void shouldLeaveOutWhatIsDisabled() {
        final RuleSet set = set(List.of(rule("a", 0, false), rule("b", 0, true)), null, null);
        assertArrayEquals(new int[] {1}, set.concerning(3));
        assertEquals(2, set.size());
    }

    @Test
    void shouldShowATypeOfNoCatalogueToRulesThatLookAtAll() {
        final RuleSet set = set(List.of(rule("a", 0, true), rule("b", 0, true)), new int[] {3}, null);
        assertArrayEquals(new int[] {1}, set.concerning(4));
        assertArrayEquals(new int[] {1}, set.concerning(-1));
    }

    @Test
    void shouldHoldNothingWhenEmpty() {
        assertEquals(0, RuleSet.EMPTY.size());
        assertEquals(0, RuleSet.EMPTY.concerning(0).length);
    }

    @Test
    void shouldRefuseWhatDoesNotFitTogether() {
        assertThrows(IllegalArgumentException.class, () -> set(List.of(rule("a", 0, true))));
    }
}
