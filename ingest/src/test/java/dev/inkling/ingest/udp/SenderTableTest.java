package dev.inkling.ingest.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is new, what came twice, what is missing. */
class SenderTableTest {
    private final SenderTable senders = new SenderTable(16);

    @Test
    void shouldCountWhatIsMissingAndForgiveDisorder() {
        assertEquals(0, senders.note(1, 10));
        assertEquals(2, senders.note(1, 13));
        assertEquals(0, senders.note(1, 11));
        assertEquals(SenderTable.REPEATED, senders.note(1, 11));
        assertEquals(SenderTable.REPEATED, senders.note(1, 13));
        assertEquals(0, senders.note(1, 12));
        assertEquals(0, senders.note(2, 13));
    }

    @Test
    void shouldTakeARunFromBehindForANewBeginning() {
        senders.note(1, 1_000);
        for (int i = 1; i < SenderTable.RESTART_RUN; i++) {
            assertEquals(SenderTable.REPEATED, senders.note(1, i));
        }
        assertEquals(0, senders.note(1, SenderTable.RESTART_RUN));
        assertEquals(0, senders.note(1, SenderTable.RESTART_RUN + 1));
    }

    @Test
    void shouldNotCallALeapALoss() {
        senders.note(1, 1);
        assertEquals(SenderTable.MAX_GAP - 1, senders.note(1, 1 + SenderTable.MAX_GAP));
        assertEquals(0, senders.note(1, 2 + 2 * SenderTable.MAX_GAP));
    }

    @Property(tries = 500)
    void shouldTakeEachSequenceOnceWithinTheWindow(@ForAll @Size(max = 200) final List<@IntRange(min = 100, max = 163) Integer> sequences) {
        final SenderTable table = new SenderTable(16);
        final Set<Integer> seen = new HashSet<>();
        for (final int sequence : sequences) {
            assertEquals(!seen.add(sequence), table.note(1, sequence) == SenderTable.REPEATED);
        }
    }
}
