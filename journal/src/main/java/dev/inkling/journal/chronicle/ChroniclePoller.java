package dev.inkling.journal.chronicle;

import java.nio.ByteBuffer;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.BytesUtil;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wires;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies the frames of one queue out of its files, so that no reader holds on to a mapping. Allocates nothing but at a new block. */
final class ChroniclePoller implements FramePoller {
    private final ExcerptTailer tailer;
    private final QueueName name;
    private final Runnable onBlockMapped;
    private final boolean isWary;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
    private BytesStore<?, ?> block;
    private Bytes<?> records;
    private int length;
    private long index = FramePosition.NOWHERE;

    /**
     * A poller where the tailer stands.
     *
     * @param tailer        to be closed with this
     * @param name          of the queue
     * @param onBlockMapped run at each new block
     * @param isWary        whether to look ahead for lengths that lead out of the file; the tailer must then be moved by this alone
     */
    ChroniclePoller(final ExcerptTailer tailer, final QueueName name, final Runnable onBlockMapped, final boolean isWary) {
        this.isWary = isWary;
        this.tailer = tailer;
        this.name = name;
        this.onBlockMapped = onBlockMapped;
        tailer.singleThreadedCheckDisabled(true);
    }

    /**
     * A length that was damaged leads anywhere. A wary poller hands out a frame that is too long where it leads out of the file, and looks
     * for nothing behind such a one. Chronicle itself would follow it.
     */
    @Override
    public boolean poll() {
        if (isWary && length > Frames.MAX_FRAME_BYTES) {
            return false;
        }
        if (isWary && leadsAstray()) {
            length = Integer.MAX_VALUE;
            return true;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                records = null;
                return false;
            }
            final Bytes<?> bytes = document.wire().bytes();
            records = bytes;
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

    /** Chronicle's index of the last frame. */
    @Override
    public long locator() {
        return index;
    }

    /** Moves behind a frame, if it is the one that it was. */
    ChroniclePoller moveBehind(final FramePosition behind) {
        if (behind.locator() != FramePosition.NOWHERE) {
            final boolean isFound;
            try {
                isFound = tailer.moveToIndex(behind.locator());
            } catch (final RuntimeException | AssertionError | InternalError e) {
                throw unreadable(e);
            }
            if (!isFound || !poll() || length < Frames.PREFIX_BYTES || !behind.isBehind(buffer, 0)) {
                throw FramePosition.notThere(name, behind);
            }
        }
        return this;
    }

    ExcerptTailer tailer() {
        return tailer;
    }

    @Override
    public void close() {
        tailer.close();
    }

    /** Chronicle passes over its own records, such as pages of its index, to the next frame; these must lie within the file. */
    private boolean leadsAstray() {
        if (records == null || !Wires.isReadyMetaData(records.peekVolatileInt())) {
            return false;
        }
        final long end = ((MappedBytes) records).mappedFile().actualSize();
        long at = records.readPosition();
        int header = records.peekVolatileInt();
        while (Wires.isReadyMetaData(header)) {
            at += Wires.SPB_HEADER_SIZE + Wires.lengthOf(header);
            at += BytesUtil.padOffset(at);
            if (at > end - Wires.SPB_HEADER_SIZE) {
                return true;
            }
            header = records.readVolatileInt(at);
        }
        return false;
    }

    private JournalException unreadable(final Throwable cause) {
        return new JournalException("the " + name.folder() + " queue cannot be read: " + cause, cause);
    }
}
