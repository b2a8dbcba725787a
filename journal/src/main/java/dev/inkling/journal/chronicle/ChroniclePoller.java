package dev.inkling.journal.chronicle;

import java.nio.ByteBuffer;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies the frames of one queue out of its files, so that no reader holds on to a mapping. Allocates nothing but at a new block. */
final class ChroniclePoller implements FramePoller {
    private final ExcerptTailer tailer;
    private final QueueName name;
    private final Runnable onBlockMapped;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
    private BytesStore<?, ?> block;
    private int length;
    private long index;

    ChroniclePoller(final ExcerptTailer tailer, final QueueName name, final Runnable onBlockMapped) {
        this.tailer = tailer;
        this.name = name;
        this.onBlockMapped = onBlockMapped;
        tailer.singleThreadedCheckDisabled(true);
    }

    @Override
    public boolean poll() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            final Bytes<?> bytes = document.wire().bytes();
            final int remaining = (int) Math.min(Integer.MAX_VALUE, bytes.readRemaining());
            final int fits = Math.min(remaining, Frames.MAX_FRAME_BYTES);
            final long from = bytes.addressForRead(bytes.readPosition(), fits);
            UnsafeMemory.copyMemory(from, buffer.addressOffset(), fits);
            if (bytes.bytesStore() != block) {
                block = bytes.bytesStore();
                onBlockMapped.run();
            }
            length = remaining;
            index = document.index();
            return true;
        } catch (final RuntimeException | AssertionError | InternalError e) {
            throw unreadable(e);
        }
    }

    @Override
    public DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int length() {
        return length;
    }

    /** Chronicle's index of the last frame: a locator, nothing more. */
    long index() {
        return index;
    }

    ExcerptTailer tailer() {
        return tailer;
    }

    @Override
    public void close() {
        tailer.close();
    }

    private JournalException unreadable(final Throwable cause) {
        return new JournalException("the " + name.folder() + " queue cannot be read: " + cause, cause);
    }
}
