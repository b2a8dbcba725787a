package dev.inkling.perf.append;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.FrameSealer;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.concurrent.UnsafeBuffer;

/** Chronicle Queue by itself, with a block size of its own. The frames are sealed as the journal's are: what is compared is the append. */
final class LibraryTarget implements AppendTarget {
    private final SampleFrame frame;
    private final FrameSealer sealer = new FrameSealer(QueueName.EVENTS, 1, new AtomicLong(1)::incrementAndGet);
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final PointerBytesStore source = BytesStore.nativePointer();
    private RandomAccessFile file;

    LibraryTarget(final Path folder, final SampleFrame frame, final long blockBytes) {
        this.frame = frame;
        queue = SingleChronicleQueueBuilder.binary(folder).rollCycle(RollCycles.FAST_HOURLY).blockSize(blockBytes)
            .checkInterrupts(false).build();
        appender = queue.createAppender();
    }

    @Override
    public void append() {
        final long sequence = sealer.lastSequence() + 1;
        final UnsafeBuffer sealed = sealer.seal(frame.buffer(), 0, frame.length(), sequence, sequence);
        source.set(sealed.addressOffset(), frame.length());
        appender.writeBytes(source);
        sealer.commit(frame.buffer(), 0);
    }

    @Override
    public void sync() {
        try {
            if (file == null) {
                file = new RandomAccessFile(appender.currentFile(), "rw");
            }
            file.getFD().sync();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            appender.close();
            queue.close();
        }
    }
}
