package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.Salts;
import dev.inkling.journal.TestFrames;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An append that fails leaves nothing behind and may be repeated; one that fails when the frame is already in stands. */
class FailedAppendTest {
    @TempDir
    Path folder;

    /** Fails once where Chronicle asks for the time: under its lock, before the document. */
    @Test
    void shouldLeaveTheChainWhereItWas() {
        final AtomicReference<Throwable> fault = new AtomicReference<>();
        try (Journal journal = ChronicleJournal.open(folder, JournalRig.SMALL, () -> now(fault))) {
            final FrameAppender appender = journal.appender(QueueName.EVENTS);
            append(appender, 1);
            // An error, as of a page that the disk has no room for, leaves Chronicle's lock held and its appender in the middle.
            for (final Throwable each : new Throwable[] {new IllegalStateException("out of luck"), new InternalError("no page")}) {
                final long chain = appender.lastChain();
                final long sequence = appender.lastSequence();
                fault.set(each);
                final JournalException failed = assertThrows(JournalException.class, () -> append(appender, sequence + 1));
                assertEquals(each, failed.getCause());
                assertEquals(sequence, appender.lastSequence());
                assertEquals(chain, appender.lastChain());
                append(appender, sequence + 1);
            }
            assertSound(readAll(journal, QueueName.EVENTS), 3L);
            journal.appender(QueueName.EVENTS).sync();
        }
        assertSound(readAll(folder, QueueName.EVENTS), 3L);
    }

    /** Fails once when the frame is published already and the block it went to is counted. */
    @Test
    void shouldLetAnAppendStandThatIsIn() {
        final AtomicLong failures = new AtomicLong(1);
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder).rollCycle(RollCycles.FAST_HOURLY).build();
            DiskGuard guard = new DiskGuard("here", () -> Long.MAX_VALUE, 0L);
            ChronicleAppender appender = new ChronicleAppender(queue, QueueName.EVENTS,
                new FrameSealer(QueueName.EVENTS, 1, Salts.create()), () -> {
                if (failures.getAndDecrement() == 1) {
                    throw new IllegalStateException("too late");
                }
            }, null, new BlocksAhead(queue, QueueName.EVENTS, guard, false, PosixSpace::open),
                new FileSync(folder, FileSync.DISK))) {
            for (long n = 1; n <= 4; n++) {
                append(appender, n);
                assertEquals(n, appender.lastSequence());
            }
            // Counted at the first append, and again as the appender was made anew.
            assertEquals(-1L, failures.get());
            assertEquals(4L, Tail.find(queue, QueueName.EVENTS).sequence());
            appender.sync();
        }
    }

    @Test
    void shouldRefuseAfterClose() {
        final Journal journal = ChronicleJournal.open(folder, JournalRig.SMALL);
        final FrameAppender appender = journal.appender(QueueName.EVENTS);
        append(appender, 1);
        journal.close();
        assertThrows(JournalException.class, () -> append(appender, 2));
        assertThrows(JournalException.class, () -> journal.poller(QueueName.EVENTS));
        assertThrows(JournalException.class, () -> journal.appender(QueueName.EVENTS));
    }

    private static void append(final FrameAppender appender, final long sequence) {
        final TestFrames.Frame frame = TestFrames.of(0, sequence);
        appender.append(frame.buffer(), 0, frame.length(), sequence, START + sequence);
    }

    private static long now(final AtomicReference<Throwable> fault) {
        final Throwable each = fault.getAndSet(null);
        if (each instanceof Error error) {
            throw error;
        }
        if (each instanceof RuntimeException exception) {
            throw exception;
        }
        return START;
    }

    private static void assertSound(final CheckedPoller poller, final long lastSequence) {
        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(lastSequence, poller.lastSequence());
    }
}
