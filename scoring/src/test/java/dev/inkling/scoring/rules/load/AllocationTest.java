package dev.inkling.scoring.rules.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;

import org.junit.jupiter.api.Test;

import dev.inkling.scoring.rules.FactView;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleInputs;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.WordList;

/** Evaluation leaves nothing for the garbage collector. */
class AllocationTest {
    private static final int EVALUATIONS = 1_000_000;
    private static final String EVERYTHING = """
        triggers:
          - name: everything
            when: >-
              (seen("scroll") || seen("cart_add", duration("15m")) || first("purchase")) && count("price_check") >= 0
              && count("price_check", duration("30m")) + count("scroll") < 12 && since("scroll") >= 0
              && !before("form_focus", "form_submit", duration("1m")) && !lasted("pricing_dwell", 3, duration("10s"))
              && (moment.depth > 3 ? moment.depth : -moment.duration) * 2 + 1 != 0 && moment.depth in [0, 1, 2, 3]
              && moment.page != "/x" && !(moment.device in ["mobile", "tablet"]) && (page.time < 3) == (page.time <= 2)
              && !crossed(session.intent, 0.9)
            action: {type: a, id: b}
        """;

    @Test
    void shouldAllocateNothing() throws RuleException {
        final RuleSet set = RuleCompiler.compile(EVERYTHING, "rules.yaml", new WordList());
        final RuleSet defaults = RuleCompiler.compile(RuleCompiler.defaultText(), "rules.yaml", new WordList());
        final RuleInputs in = new RuleInputs();
        in.text[4] = 7;
        in.text[6] = 7;
        final Changing facts = new Changing();
        int matches = evaluate(set, defaults, in, facts, 200_000);
        final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        // A round may show 88 bytes that depend on which tests ran before in this JVM, and that no later round shows: not ours.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 4 && allocated != 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            matches += evaluate(set, defaults, in, facts, EVALUATIONS);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
        assertTrue(matches > EVALUATIONS, "too few matches to have reached every clause: " + matches);
    }

    private static int evaluate(
        final RuleSet set, final RuleSet defaults, final RuleInputs in, final Changing facts, final int times) {
        int matches = 0;
        for (int i = 0; i < times; i++) {
            in.occurred = 1_000_000L + i;
            in.number[i % in.number.length] = i & 3;
            facts.turn = i;
            final int[] concerned = defaults.concerning(i % 15);
            for (int c = 0; c < concerned.length; c++) {
                matches += defaults.matches(concerned[c], in, facts) ? 1 : 0;
            }
            matches += set.matches(0, in, facts) ? 1 : 0;
        }
        return matches;
    }

    /** Facts that differ from one evaluation to the next. */
    private static final class Changing implements FactView {
        private int turn;

        @Override
        public int sessionCount(final int fact) {
            return turn + fact & 3;
        }

        @Override
        public long sessionLast(final int fact) {
            return turn % 7 == fact ? NEVER : 1_000_000L + turn - fact;
        }

        @Override
        public long visitorLast(final int fact) {
            return 1_000_000L + turn - fact;
        }

        @Override
        public int visitorCount(final int timesSlot, final long since) {
            return turn & 1;
        }

        @Override
        public boolean first(final int fact) {
            return (turn & 8) == 0;
        }

        @Override
        public long lasted(final int lastedSlot) {
            return NEVER;
        }
    }
}
