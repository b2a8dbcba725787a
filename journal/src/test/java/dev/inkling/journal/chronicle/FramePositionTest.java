package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading taken up at a place gives what reading from the beginning gives behind it. */
class FramePositionTest {
    private static final int FRAMES = 3_000;

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnBehindAnyFrameOfFilesThatRolled() {
        final long[] now = {JournalRig.START};
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalRig.SMALL, () -> now[0])) {
            for (int hour = 0; hour < 3; hour++) {
                now[0] = JournalRig.START + hour * 3_600_000L;
                JournalRig.append(journal, QueueName.EVENTS, hour * 1_000L + 1, 1_000);
            }
            assertGoesOn(journal);
        }
    }

    @Test
    void shouldGoOnBehindAnyFrameInMemory() {
        final Journal journal = new MemoryJournal();
        JournalRig.append(journal, QueueName.EVENTS, 1, FRAMES);
        assertGoesOn(journal);
    }

    @Test
    void shouldRefuseAPlaceThatIsGoneOrNoLongerTheSame() {
        try (ChronicleJournal disk = ChronicleJournal.open(folder, JournalRig.SMALL)) {
            for (final Journal journal : List.of(disk, new MemoryJournal())) {
                JournalRig.append(journal, QueueName.EVENTS, 1, 10);
                final FramePosition last = positions(journal).get(10);
                final FramePosition other = new FramePosition(last.sequence(), last.receivedMs(), last.epoch(), last.chain() + 1,
                    last.locator());
                final FramePosition far = new FramePosition(last.sequence(), last.receivedMs(), last.epoch(), last.chain(),
                    last.locator() + (1L << 40));
                assertThrows(JournalException.class, () -> journal.poller(QueueName.EVENTS, other));
                assertThrows(JournalException.class, () -> journal.poller(QueueName.EVENTS, far));
            }
        }
    }

    private static void assertGoesOn(final Journal journal) {
        final List<FramePosition> positions = positions(journal);
        assertEquals(FRAMES + 1, positions.size());
        for (int from = 0; from <= FRAMES; from += 250) {
            try (CheckedPoller poller = new CheckedPoller(journal, QueueName.EVENTS, positions.get(from))) {
                assertEquals(positions.get(from), poller.position());
                for (int next = from + 1; next <= FRAMES; next++) {
                    assertTrue(poller.poll());
                    assertEquals(next, Frames.sequence(poller.buffer(), 0));
                    assertEquals(positions.get(next), poller.position());
                }
                assertFalse(poller.poll());
            }
        }
    }

    private static List<FramePosition> positions(final Journal journal) {
        final List<FramePosition> positions = new ArrayList<>(List.of(FramePosition.START));
        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            while (poller.poll()) {
                positions.add(poller.position());
            }
        }
        return positions;
    }
}
