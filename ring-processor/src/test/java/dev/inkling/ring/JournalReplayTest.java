package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames are read ahead of their turn; nobody who drives a replay can tell. */
class JournalReplayTest {
    private static final MemoryJournal JOURNAL = new MemoryJournal();
    private static final FrameSink NOWHERE = (frame, offset, length) -> { };
    private static long last;

    @BeforeAll
    static void writeJournal() {
        write(JOURNAL, 10);
        last = Setups.frames(JOURNAL, QueueName.EVENTS);
        assertTrue(last > 4 * MomentProcessor.AHEAD, "several times what is read ahead: " + last);
    }

    private static void write(final Journal journal, final int requests) {
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        for (int request = 0; request < requests; request++) {
            Setups.fill(batch, request, 11);
            replies.put(batch, request);
        }
        replies.await(requests);
        pipeline.close();
    }

    /** Faults at each place in turn stand first, in the middle and last of what is read ahead. */
    private static void assertEndsAt(final Journal journal, final long fault, final Class<? extends RuntimeException> kind) {
        final MomentProcessor processor = new MomentProcessor();
        try (JournalReplay replay = new JournalReplay(journal, processor, NOWHERE)) {
            for (long sequence = 1; sequence < fault; sequence++) {
                assertTrue(replay.next());
                assertEquals(sequence, replay.sequence());
                assertEquals(sequence, processor.lastSequence());
            }
            final RuntimeException found = assertThrows(kind, replay::next);
            if (found instanceof ReplayException named) {
                assertEquals(fault, named.sequence());
            }
            assertEquals(fault - 1, processor.lastSequence());
            assertEquals(fault - 1, replay.sequence());
            assertEquals(fault - 1, replay.position().sequence());
            if (fault > 1) {
                assertEquals(fault - 1, Frames.sequence(replay.frame(), 0), "the frame is the last one processed");
            }
        }
    }

    @Test
    void shouldNameDamageAtItsOwnPlaceAndProcessAllBefore() {
        for (long fault = 1; fault <= 2 * MomentProcessor.AHEAD + 2; fault++) {
            final long sequence = fault;
            assertEndsAt(TamperedJournal.flipped(JOURNAL, QueueName.EVENTS, frame -> Frames.sequence(frame, 0) == sequence, 90), fault,
                ReplayException.class);
        }
    }

    @Test
    void shouldProcessAllBeforeAFrameThatCannotBeRead() {
        for (long fault = 1; fault <= 2 * MomentProcessor.AHEAD + 2; fault++) {
            final long sequence = fault;
            final int[] seen = {0};
            assertEndsAt(new TamperedJournal(JOURNAL, QueueName.EVENTS, frame -> false, frame -> {
                // The first to come by looks for skips only.
                if (Frames.sequence(frame, 0) == sequence && ++seen[0] > 1) {
                    throw new JournalException("unreadable");
                }
            }), fault, JournalException.class);
        }
    }

    @Test
    void shouldComeToTheSameFromAnyPlaceOn() {
        final MomentProcessor whole = new MomentProcessor();
        try (JournalReplay replay = new JournalReplay(JOURNAL, whole, NOWHERE)) {
            while (replay.next()) {
                assertEquals(replay.sequence(), replay.position().sequence());
            }
            assertEquals(last, replay.position().sequence());
        }
        for (long from = 0; from <= last; from += 7) {
            final MomentProcessor processor = new MomentProcessor();
            FramePosition position = FramePosition.START;
            try (JournalReplay replay = new JournalReplay(JOURNAL, processor, NOWHERE)) {
                for (long sequence = 1; sequence <= from; sequence++) {
                    assertTrue(replay.next());
                }
                position = replay.position();
            }
            try (JournalReplay rest = new JournalReplay(JOURNAL, position, processor, NOWHERE)) {
                assertEquals(from, rest.sequence());
                for (long sequence = from + 1; sequence <= last; sequence++) {
                    assertTrue(rest.next());
                    assertEquals(sequence, rest.sequence());
                }
                assertFalse(rest.next());
            }
            assertEquals(whole.digest(), processor.digest());
        }
    }

    @Test
    void shouldGoOnWhenTheJournalHasGrown() {
        MemoryJournal growing = new MemoryJournal();
        final MomentProcessor processor = new MomentProcessor();
        write(growing, 2);
        try (JournalReplay replay = new JournalReplay(growing, processor, NOWHERE)) {
            long before = 0;
            for (int round = 0; round < 3; round++) {
                while (replay.next()) {
                    assertEquals(processor.lastSequence(), replay.sequence());
                }
                assertTrue(replay.sequence() > before);
                before = replay.sequence();
                assertEquals(before, Frames.sequence(replay.frame(), 0));
                growing = growing.reopen();
                write(growing, 3 + round);
            }
        }
    }
}
