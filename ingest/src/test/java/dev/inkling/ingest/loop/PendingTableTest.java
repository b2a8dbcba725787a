package dev.inkling.ingest.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.inkling.ring.Intake;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Entries are bounded, and results of what was given up find nobody. */
class PendingTableTest {
    private final PendingTable table = new PendingTable(2);

    /** Counts its time-outs. */
    private static final class Waiting implements PendingReply {
        private int timeouts;

        @Override
        public void onDecision(final DirectBuffer frame, final int offset, final int length, final boolean replayed, final long latency) {
            throw new AssertionError();
        }

        @Override
        public void onComplete(final int accepted, final int duplicates, final int refused, final Intake.Durability durability) {
            throw new AssertionError();
        }

        @Override
        public void onVisitor(final DirectBuffer state, final int offset, final int length) {
            throw new AssertionError();
        }

        @Override
        public void onTimeout() {
            timeouts++;
        }
    }

    @Test
    void shouldBeFullAtItsCapacity() {
        final int first = table.add(new Waiting(), 0);
        assertNotEquals(first, table.add(new Waiting(), 0));
        assertEquals(PendingTable.FULL, table.add(new Waiting(), 0));
        table.remove(first, table.generation(first));
        assertEquals(1, table.size());
        assertEquals(first, table.add(new Waiting(), 0));
    }

    @Test
    void shouldNotGiveResultsToTheNextOneInAnEntry() {
        final Waiting first = new Waiting();
        final int entry = table.add(first, 0);
        final int generation = table.generation(entry);
        assertSame(first, table.get(entry, generation));
        table.remove(entry, generation);
        assertEquals(entry, table.add(new Waiting(), 0));
        assertNull(table.get(entry, generation));
        table.remove(entry, generation);
        assertEquals(1, table.size());
    }

    @Test
    void shouldGiveUpWhatIsDue() {
        final Waiting early = new Waiting();
        final Waiting late = new Waiting();
        table.add(early, 100);
        table.add(late, 101);
        assertEquals(1, table.expire(100));
        assertEquals(1, early.timeouts);
        assertEquals(0, late.timeouts);
        assertEquals(1, table.size());
    }
}
