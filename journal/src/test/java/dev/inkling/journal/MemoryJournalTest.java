package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The journal in memory keeps what the one on disk keeps, while the process lives. */
class MemoryJournalTest {
    @Test
    void shouldGiveBackWhatWasAppended() {
        final MemoryJournal journal = new MemoryJournal();
        append(journal, 1, 100);
        final MemoryJournal reopened = journal.reopen();
        assertEquals(2, reopened.epoch());
        assertEquals(100L, reopened.appender(QueueName.EVENTS).lastSequence());
        append(reopened, 101, 100);
        try (CheckedPoller poller = new CheckedPoller(reopened.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            for (long n = 1; n <= 200; n++) {
                assertTrue(poller.poll());
                assertEquals(n, Frames.sequence(poller.buffer(), 0));
                assertEquals(n <= 100 ? 1 : 2, Frames.epoch(poller.buffer(), 0));
            }
            assertFalse(poller.poll());
            assertEquals(FrameVerdict.OK, poller.verdict());
        }
    }

    @Test
    void shouldFillChunksToTheLastByteAndGoOn() {
        // A chunk is 4 MiB. A record is 4 + 64 bytes rounded up to a multiple of 8, 72: 58,254 of them leave 16 bytes of a chunk unused.
        final MemoryJournal journal = new MemoryJournal();
        final TestFrames.Frame skip = TestFrames.of(4, 1);
        assertEquals(64, skip.length());
        final FrameAppender appender = journal.appender(QueueName.EVENTS);
        for (long n = 1; n <= 120_000; n++) {
            appender.append(skip.buffer(), 0, skip.length(), n, n);
        }
        // 120,000 / 58,254 = 2.06: three chunks.
        assertEquals(3L, journal.blocksMapped());
        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            long polled = 0;
            while (poller.poll()) {
                polled++;
            }
            assertEquals(120_000L, polled);
            assertEquals(FrameVerdict.OK, poller.verdict());
        }
    }

    @Test
    void shouldRefuseWhenFullAndStayAsItWas() {
        final MemoryJournal journal = new MemoryJournal(0L);
        final TestFrames.Frame tick = TestFrames.of(2, 1);
        final FrameAppender appender = journal.appender(QueueName.EVENTS);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThrows(JournalException.class, () -> appender.append(tick.buffer(), 0, tick.length(), 1L, 1L));
            assertEquals(0L, appender.lastSequence());
            assertEquals(0L, appender.lastChain());
        }
    }

    @Test
    void shouldShowFramesToAnotherThreadWhileTheyAreWritten() throws InterruptedException {
        final MemoryJournal journal = new MemoryJournal();
        final int frames = 50_000;
        final FrameVerdict[] verdict = new FrameVerdict[1];
        final Thread reader = new Thread(() -> {
            try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.EVENTS), QueueName.EVENTS)) {
                while (poller.lastSequence() < frames && poller.verdict() == FrameVerdict.OK) {
                    if (!poller.poll()) {
                        Thread.onSpinWait();
                    }
                }
                verdict[0] = poller.verdict();
            }
        });
        reader.start();
        append(journal, 1, frames);
        reader.join();
        assertEquals(FrameVerdict.OK, verdict[0]);
    }

    private static void append(final Journal journal, final long first, final int count) {
        final FrameAppender appender = journal.appender(QueueName.EVENTS);
        for (long n = first; n < first + count; n++) {
            final TestFrames.Frame frame = TestFrames.of((int) (n % 3), n);
            appender.append(frame.buffer(), 0, frame.length(), n, n);
            assertEquals(n, Frames.sequence(frame.buffer(), 0));
        }
    }
}
