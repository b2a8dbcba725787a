package dev.inkling.journal.chronicle;

import java.nio.file.Path;
import java.util.function.LongSupplier;

import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.Salts;
import dev.inkling.journal.TestFrames;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** An events queue whose room and syncs a test stands in for. */
final class OneQueue implements AutoCloseable {
    static final long BLOCK_BYTES = 256L << 10;

    final SingleChronicleQueue queue;
    final ChronicleAppender appender;
    final DiskGuard guard = new DiskGuard("here", () -> Long.MAX_VALUE, 0L);

    OneQueue(final Path folder, final LongSupplier clock, final FileSpace.Opener opener, final FileSync.Medium medium) {
        Quiet.please();
        queue = SingleChronicleQueueBuilder.binary(folder).rollCycle(RollCycles.FAST_HOURLY).blockSize(BLOCK_BYTES)
            .checkInterrupts(false).timeProvider(clock::getAsLong).build();
        appender = new ChronicleAppender(queue, QueueName.EVENTS, new FrameSealer(QueueName.EVENTS, 1, Salts.create()), () -> { }, guard,
            new BlocksAhead(queue, QueueName.EVENTS, guard, true, opener), new FileSync(folder, medium));
    }

    /** Appends the next frame and returns what it takes in the file: its length before it, and no more than 3 bytes behind it. */
    int append() {
        final long sequence = appender.lastSequence() + 1;
        final TestFrames.Frame frame = TestFrames.of(0, sequence);
        appender.append(frame.buffer(), 0, frame.length(), sequence, JournalRig.START + sequence);
        return Integer.BYTES + frame.length();
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
        guard.close();
    }
}
