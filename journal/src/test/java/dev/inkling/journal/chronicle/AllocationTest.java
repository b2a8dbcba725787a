package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import dev.inkling.journal.AllocationMeter;
import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.TestFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appending, polling and checking allocate nothing; a new block of the journal may cost a little. */
class AllocationTest {
    private static final int WARM = 200_000;
    private static final int MEASURED = 200_000;
    /** About 1,000, and as much again for the words that Chronicle makes when a mapping took over a millisecond, logged or not. */
    private static final long BYTES_PER_BLOCK = 2048L;

    @TempDir
    Path folder;

    @Test
    void shouldAllocateNothingOnDisk() {
        try (Journal journal = ChronicleJournal.open(folder, new JournalOptions(null, 16L << 20))) {
            measure(journal);
        }
    }

    @Test
    void shouldAllocateNothingInMemory() {
        measure(new MemoryJournal());
    }

    private static void measure(final Journal journal) {
        final FrameAppender appender = journal.appender(QueueName.EVENTS);
        final TestFrames.Frame frame = TestFrames.of(0, 1);
        append(appender, frame, WARM);
        long blocks = journal.blocksMapped();
        long bytes = AllocationMeter.bytes();
        append(appender, frame, MEASURED);
        assertAllocation("append", AllocationMeter.bytes() - bytes, journal.blocksMapped() - blocks);

        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            poll(poller, WARM);
            blocks = journal.blocksMapped();
            bytes = AllocationMeter.bytes();
            poll(poller, MEASURED);
            assertAllocation("poll", AllocationMeter.bytes() - bytes, journal.blocksMapped() - blocks);
            assertEquals(WARM + MEASURED, poller.lastSequence());
        }
    }

    private static void append(final FrameAppender appender, final TestFrames.Frame frame, final int count) {
        long sequence = appender.lastSequence();
        for (int i = 0; i < count; i++) {
            sequence++;
            appender.append(frame.buffer(), 0, frame.length(), sequence, sequence);
        }
    }

    private static void poll(final CheckedPoller poller, final int count) {
        for (int i = 0; i < count; i++) {
            if (!poller.poll()) {
                throw new AssertionError("queue ends early");
            }
        }
    }

    private static void assertAllocation(final String what, final long bytes, final long blocks) {
        System.out.println(what + ": " + bytes + " bytes allocated in " + MEASURED + " frames, " + blocks + " blocks mapped");
        assertTrue(bytes <= blocks * BYTES_PER_BLOCK, what + ": " + bytes + " bytes, " + blocks + " blocks mapped");
    }
}
