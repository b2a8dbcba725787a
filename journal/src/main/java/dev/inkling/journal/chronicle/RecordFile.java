package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.MomentEventDecoder;
import net.openhft.chronicle.bytes.BytesUtil;
import net.openhft.chronicle.wire.Wires;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One file of a queue as its bytes are, read without Chronicle: where a file is torn, what Chronicle noted in it is not to be relied on.
 * Reads through one window that slides, so that it maps nothing. Not thread safe.
 */
final class RecordFile implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int PAGE_BYTES = 4096;
    private static final int SCHEMA_OFFSET = 4;
    /** The file's first record holds it, followed by the code of an array, its capacity and how much of it is used. */
    private static final byte[] NOTE = "writePosition".getBytes(StandardCharsets.US_ASCII);
    private static final byte ARRAY_CODE = (byte) 0x8D;
    private static final int ARRAY_HEAD_BYTES = 1 + 2 * Long.BYTES;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final FrameCheck check;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(WINDOW_BYTES);
    private final UnsafeBuffer window = new UnsafeBuffer(bytes);
    private long windowStart;
    private int windowLength;

    RecordFile(final Path path, final QueueName name) throws IOException {
        this.path = path;
        check = new FrameCheck(name);
        channel = FileChannel.open(path, StandardOpenOption.READ);
        size = channel.size();
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** The word at a position; 0 behind the end of the file. */
    int word(final long position) throws IOException {
        return position > size - Integer.BYTES ? 0
            : window.getInt(offset(position, Integer.BYTES), ByteOrder.LITTLE_ENDIAN);
    }

    long longAt(final long position) throws IOException {
        return position > size - Long.BYTES ? 0L : window.getLong(offset(position, Long.BYTES), ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether a record lies within the file. */
    boolean holds(final long position, final int header) {
        return position + Wires.SPB_HEADER_SIZE + Wires.lengthOf(header) <= size;
    }

    /** Where the record behind one begins. */
    static long behind(final long position, final int header) {
        return aligned(position + Wires.SPB_HEADER_SIZE + Wires.lengthOf(header));
    }

    /** Where a record can begin, behind the end of another. */
    static long aligned(final long end) {
        return end + BytesUtil.padOffset(end);
    }

    /** Whether the record at a position, of which the header says that it is complete, holds a whole frame. */
    boolean isWhole(final long position, final int header) throws IOException {
        final int length = Wires.lengthOf(header);
        return length <= Frames.MAX_FRAME_BYTES && holds(position, header)
            && check.whole(window, frame(position, length), length) == FrameVerdict.OK;
    }

    /** Offset in {@link #window()} of the bytes of a record. */
    int frame(final long position, final int length) throws IOException {
        return offset(position + Wires.SPB_HEADER_SIZE, length);
    }

    UnsafeBuffer window() {
        return window;
    }

    /**
     * Looks for a whole frame whatever stands before it.
     *
     * @param from multiple of 4
     * @param to   where to end
     * @return position of its record, -1 when there is none
     */
    long findWhole(final long from, final long to) throws IOException {
        for (long at = from; at < to; at += Integer.BYTES) {
            final int header = word(at);
            if (header != 0 && Wires.isReadyData(header) && Wires.lengthOf(header) >= Frames.PREFIX_BYTES
                && (short) word(at + Wires.SPB_HEADER_SIZE + SCHEMA_OFFSET) == (short) MomentEventDecoder.SCHEMA_ID
                && isWhole(at, header)) {
                return at;
            }
        }
        return -1L;
    }

    /** Sequence of the whole frame of a record. */
    long sequence(final long at) throws IOException {
        return Frames.sequence(window(), frame(at, Frames.PREFIX_BYTES));
    }

    /** Position behind the last byte that is not 0, or {@code from} when there is none from there on. */
    long usedEnd(final long from) throws IOException {
        long used = from;
        for (long at = from; at < size;) {
            final int start = offset(at, 1);
            final int length = windowLength - start;
            for (int i = length - 1; i >= 0; i--) {
                if (window.getByte(start + i) != 0) {
                    used = at + i + 1;
                    break;
                }
            }
            at += length;
        }
        return used;
    }

    /** Where Chronicle noted that its last record begins. */
    long writePosition() throws IOException {
        final int length = Math.min(Wires.lengthOf(word(0)), PAGE_BYTES);
        for (int at = 0; at <= length - NOTE.length; at++) {
            if (isNote(at)) {
                int code = at + NOTE.length;
                while (code < length && window.getByte(offset(code, 1)) != ARRAY_CODE) {
                    code++;
                }
                return longAt(code + ARRAY_HEAD_BYTES);
            }
        }
        throw new JournalException("the head of " + path + " is damaged: restore it from a copy");
    }

    /** Whether a position is that of a whole frame, behind which nothing but pages of the index stand before the mark of the end. */
    boolean isMarkedBehind(final long position) throws IOException {
        long at = position;
        int header = word(at);
        if (at <= 0 || (at & 3) != 0 || !Wires.isReadyData(header) || !isWhole(at, header)) {
            return false;
        }
        do {
            at = behind(at, header);
            header = word(at);
        } while (header != 0 && Wires.isReadyMetaData(header) && holds(at, header));
        return Wires.isEndOfFile(header);
    }

    private boolean isNote(final int at) throws IOException {
        final int start = offset(at, NOTE.length);
        for (int i = 0; i < NOTE.length; i++) {
            if (window.getByte(start + i) != NOTE[i]) {
                return false;
            }
        }
        return true;
    }

    /** Has bytes in the window, all of which must be in the file, and tells where in it. */
    private int offset(final long position, final int length) throws IOException {
        if (position < windowStart || position + length > windowStart + windowLength) {
            windowStart = position & -PAGE_BYTES;
            bytes.clear();
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, windowStart + bytes.position());
            }
            windowLength = bytes.position();
            if (position + length > windowStart + windowLength) {
                throw new IOException(path + " became shorter while it was read");
            }
        }
        return (int) (position - windowStart);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
