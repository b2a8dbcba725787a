package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wires;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer leaves that died at a bad moment, and how the next one goes on. */
class CrashTest {
    @TempDir
    Path folder;

    /** Appends, begins one more document, and dies in it with Chronicle's lock held. */
    static final class DiesInAnAppend {
        private DiesInAnAppend() {
        }

        @SuppressWarnings("try")
        public static void main(final String[] arguments) {
            final Path folder = Path.of(arguments[0]);
            final Journal journal = ChronicleJournal.open(folder, SMALL);
            append(journal, QueueName.EVENTS, 1, 100);
            final SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder.resolve("events"))
                .rollCycle(RollCycles.FAST_HOURLY).blockSize(SMALL.blockBytes()).build();
            final ExcerptAppender appender = queue.createAppender();
            final DocumentContext document = appender.writingDocument();
            final Bytes<?> bytes = document.wire().bytes();
            for (int i = 0; i < 200; i++) {
                bytes.writeByte((byte) 0x55);
            }
            Runtime.getRuntime().halt(9);
        }
    }

    @Test
    void shouldGoOnBehindAnAppendThatWasCutOff() throws IOException, InterruptedException {
        final ChildJvm.Result child = ChildJvm.run(DiesInAnAppend.class, folder.toString());
        assertEquals(9, child.exitCode(), child.output());
        // A reader finds the end of the frames, not the torn one.
        assertEquals(100L, readAll(folder, QueueName.EVENTS).lastSequence());
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            assertEquals(2, journal.epoch());
            assertEquals(100L, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 101, 3);
        }
        assertWhole(QueueName.EVENTS, 103L, 0L);
    }

    @Test
    void shouldClearALockWhoseProcessIdIsInUseAgain() {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 5);
        }
        // Process 1 always lives: left to itself, Chronicle would wait for it and give up.
        setLock("chronicle.write.lock", 1L);
        setLock("chronicle.append.lock", 1L);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 6, 5);
        }
        assertWhole(QueueName.EVENTS, 10L, 0L);
    }

    @Test
    void shouldPutAwayAFileThatWasNeverFinished() throws IOException {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 5);
        }
        final ByteBuffer header = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        Files.write(folder.resolve("events").resolve("29991231-22F.cq4"), header.array());
        header.putInt(0, Wires.NOT_COMPLETE);
        Files.write(folder.resolve("events").resolve("29991231-23F.cq4"), header.array());
        Files.write(folder.resolve("decisions").resolve("metadata.cq4t"), header.array());
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 6, 5);
            append(journal, QueueName.DECISIONS, 1, 5);
        }
        assertWhole(QueueName.EVENTS, 10L, 0L);
        assertWhole(QueueName.DECISIONS, 5L, 0L);
        assertEquals(2, discarded("events"));
        assertEquals(1, discarded("decisions"));
    }

    @Test
    void shouldTakeBackDamagedFramesAtTheEnd() throws IOException {
        for (final QueueName queue : QueueName.values()) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                append(journal, queue, 1, 10);
            }
            JournalRig.damage(folder, queue, 10);
            JournalRig.damage(folder, queue, 9);
            final CheckedPoller before = readAll(folder, queue);
            assertEquals(FrameVerdict.BAD_CRC, before.verdict());
            assertEquals(8L, before.lastSequence());

            // Nine was taken by the void frame, but for decisions: theirs are the events' numbers.
            final long voided = queue == QueueName.DECISIONS ? 8L : 9L;
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                assertEquals(voided, journal.appender(queue).lastSequence());
                append(journal, queue, voided + 1, 5);
            }
            assertWhole(queue, voided + 5, 2L);
        }
    }

    @Test
    void shouldTakeBackTheOnlyFrame() throws IOException {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 1);
        }
        JournalRig.damage(folder, QueueName.EVENTS, 1);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            assertEquals(1L, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 2, 1);
        }
        assertWhole(QueueName.EVENTS, 2L, 1L);
    }

    @Test
    void shouldNotHideDamageInTheMiddle() throws IOException {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 10);
        }
        JournalRig.damage(folder, QueueName.EVENTS, 4);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 11, 2);
            assertEquals(12L, journal.appender(QueueName.EVENTS).lastSequence());
        }
        final CheckedPoller events = readAll(folder, QueueName.EVENTS);
        assertEquals(FrameVerdict.BAD_CRC, events.verdict());
        assertEquals(3L, events.lastSequence());
    }

    private void assertWhole(final QueueName queue, final long lastSequence, final long cutFrames) {
        final CheckedPoller poller = readAll(folder, queue);
        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(lastSequence, poller.lastSequence());
        assertEquals(cutFrames, poller.cutFrames());
    }

    private void setLock(final String key, final long holder) {
        SingleChronicleQueueBuilder.addAliases();
        try (TableStore<?> store = SingleTableBuilder
            .binary(folder.resolve("events").resolve("metadata.cq4t"), Metadata.NoMeta.INSTANCE).build()) {
            final LongValue lock = store.doWithExclusiveLock(table -> table.acquireValueFor(key, Long.MIN_VALUE));
            lock.setVolatileValue(holder);
        }
    }

    private int discarded(final String queue) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.resolve(queue), "*.discard")) {
            for (final Path file : stream) {
                assertTrue(Files.size(file) > 0);
                count++;
            }
        }
        return count;
    }
}
