package dev.inkling.journal.chronicle;

import java.io.File;
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
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wires;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the frames of one queue out of its files, so that no reader holds on to a mapping. Allocates nothing but at a new block, where
 * the tailer stands again; from there on {@link BlockRecords} runs ahead of it, until it must say how to go on.
 */
final class ChroniclePoller implements FramePoller {
    private final ExcerptTailer tailer;
    private final QueueName name;
    private final Runnable onBlockMapped;
    private final boolean isWary;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(Frames.MAX_FRAME_BYTES));
    private final UnsafeBuffer frame = new UnsafeBuffer(0L, 0);
    private final BlockRecords ahead = new BlockRecords();
    private BytesStore<?, ?> block;
    private Bytes<?> records;
    private int length;
    private long index = FramePosition.NOWHERE;
    /** Last frame that the tailer read. */
    private long tailerIndex = FramePosition.NOWHERE;

    /**
     * A poller where the tailer stands.
     *
     * @param tailer        to be closed with this
     * @param name          of the queue
     * @param onBlockMapped run at each new block
     * @param isWary        whether to read forward only, look ahead for lengths that lead out of the file, and run ahead of the tailer; the
     *                      tailer must then be moved by this alone
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
        return pollInto(buffer);
    }

    @Override
    public boolean pollInto(final MutableDirectBuffer into) {
        if (moveAhead()) {
            copyAhead(into);
            return true;
        }
        return pollTailer(into);
    }

    @Override
    public boolean pollNext(final int wantedLength, final int templateId) {
        while (true) {
            if (moveAhead()) {
                ahead.comeNearer();
                if (length == wantedLength) {
                    copyAhead(buffer);
                }
            } else if (!pollTailer(buffer)) {
                return false;
            }
            if (length == wantedLength && Frames.templateId(buffer, 0) == templateId) {
                return true;
            }
        }
    }

    private boolean moveAhead() {
        if (tailer.isClosing()) {
            return false;
        }
        try {
            final int next = ahead.next();
            if (next == BlockRecords.NONE) {
                return false;
            }
            length = next;
            index++;
            return true;
        } catch (final InternalError e) {
            throw unreadable(e);
        }
    }

    private void copyAhead(final MutableDirectBuffer into) {
        try {
            into.putBytes(0, ahead.buffer(), ahead.offset(), length);
        } catch (final InternalError e) {
            throw unreadable(e);
        }
    }

    private boolean pollTailer(final MutableDirectBuffer into) {
        if (isWary && length > Frames.MAX_FRAME_BYTES) {
            return false;
        }
        catchUp();
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
            final long from = bytes.readPosition();
            length = (int) Math.min(Integer.MAX_VALUE, bytes.readRemaining());
            final int fits = Math.min(length, Frames.MAX_FRAME_BYTES);
            frame.wrap(bytes.addressForRead(from, fits), fits);
            into.putBytes(0, frame, 0, fits);
            onRead(bytes, document.index());
            index = tailerIndex;
            if (isWary && length <= Frames.MAX_FRAME_BYTES) {
                ahead.goOn((MappedBytes) bytes, from + length);
            }
            return true;
        } catch (final RuntimeException | AssertionError | InternalError e) {
            throw unreadable(e);
        }
    }

    private void onRead(final Bytes<?> bytes, final long found) {
        records = bytes;
        tailerIndex = found;
        if (bytes.bytesStore() != block) {
            block = bytes.bytesStore();
            onBlockMapped.run();
        }
    }

    /**
     * Has the tailer read the last frame that was handed out. Chronicle's index is damaged more easily than its records: where it leads
     * elsewhere, the tailer goes the whole way again.
     */
    private void catchUp() {
        final long behind = ahead.position();
        ahead.leave();
        if (index == tailerIndex) {
            return;
        }
        try {
            if (!tailer.moveToIndex(index) || !readAgain() || !isBehind(behind)) {
                tailer.toStart();
                while (readAgain() && tailerIndex != index) {
                    // what was handed out before
                }
                if (!isBehind(behind)) {
                    throw new IllegalStateException("index " + Long.toHexString(index) + " is not found again");
                }
            }
        } catch (final RuntimeException | AssertionError | InternalError e) {
            throw unreadable(e);
        }
    }

    private boolean readAgain() {
        try (DocumentContext document = tailer.readingDocument()) {
            if (document.isPresent()) {
                onRead(document.wire().bytes(), document.index());
                return true;
            }
            return false;
        }
    }

    /** To be asked behind a document, not within. */
    private boolean isBehind(final long position) {
        return tailerIndex == index && RecordFile.aligned(records.readPosition()) == position;
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

    @Override
    public String file() {
        final File file = tailer.currentFile();
        return file == null ? "" : file.toString();
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
