package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.DiskLowException;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No append goes where the disk has no room, and none is lost when there is none. */
class RoomAheadTest {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int FRAMES = 60_000;

    @TempDir
    Path folder;

    /** Some room, shared by all files as on a disk. */
    private static final class Room {
        private final AtomicLong left = new AtomicLong();
        private volatile long to;
        private volatile long freedFrom = Long.MAX_VALUE;

        FileSpace open(final File file) {
            return new FileSpace() {
                @Override
                public boolean allocate(final long from, final long blank, final long end) {
                    assertTrue(from <= blank && from < end, from + " " + blank + " " + end);
                    if (left.get() < end - from) {
                        return false;
                    }
                    left.addAndGet(from - end);
                    to = end;
                    return true;
                }

                @Override
                public void free(final long from, final long end) {
                    freedFrom = from;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }

    @Test
    void shouldStayWithinTheRoomThatWasTakenAndGiveBackTheRest() {
        final Room room = new Room();
        room.left.set(1L << 40);
        long written = 0;
        try (OneQueue queue = new OneQueue(folder, System::currentTimeMillis, room::open, FileSync.DISK)) {
            for (int i = 0; i < FRAMES; i++) {
                written += queue.append();
                assertTrue(written <= room.to, written + " bytes written, room for " + room.to);
            }
            assertEquals(FRAMES, Tail.find(queue.queue, QueueName.EVENTS).sequence());
        }
        assertTrue(room.freedFrom >= written, "what was written is kept");
        // Padding is at most 3 bytes a frame, an index page 32 KiB for 1,048,576 frames; the margin and the alignment are below 256 KiB.
        assertTrue(room.freedFrom <= written + 3L * FRAMES + (512L << 10), room.freedFrom + " of " + written);
    }

    @Test
    void shouldRefuseWhileThereIsNoRoomAndGoOnOnceThereIs() {
        final Room room = new Room();
        try (OneQueue queue = new OneQueue(folder, System::currentTimeMillis, room::open, FileSync.DISK)) {
            for (int round = 0; round < 3; round++) {
                room.left.set(2L << 20);
                await(queue, false);
                long before = appendUntilRefused(queue);
                assertTrue(before < 2L << 20, before + " bytes in 2 MiB");
                assertThrows(DiskLowException.class, queue::append);
                await(queue, true);
                assertThrows(DiskLowException.class, queue::append);
                before = queue.appender.lastSequence();
                assertEquals(before, Tail.find(queue.queue, QueueName.EVENTS).sequence());
            }
            room.left.set(1L << 40);
            await(queue, false);
            queue.append();
            queue.appender.sync();
            final Tail tail = Tail.find(queue.queue, QueueName.EVENTS);
            assertEquals(queue.appender.lastChain(), tail.chain());
            assertEquals(0, tail.damagedFrames());
            assertFalse(queue.guard.isLow());
        }
    }

    private static long appendUntilRefused(final OneQueue queue) {
        long written = 0;
        try {
            while (true) {
                written += queue.append();
            }
        } catch (final DiskLowException refused) {
            return written;
        }
    }

    /** The thread that takes room finds out by itself. */
    private static void await(final OneQueue queue, final boolean isLow) {
        final long start = System.nanoTime();
        while (queue.guard.isLow() != isLow) {
            assertTrue(System.nanoTime() - start < DEADLINE_NANOS, "still " + (isLow ? "not " : "") + "low");
            Thread.onSpinWait();
        }
    }
}
