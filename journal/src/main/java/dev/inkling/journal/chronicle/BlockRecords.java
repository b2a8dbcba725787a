package dev.inkling.journal.chronicle;

import dev.inkling.journal.Frames;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.wire.Wires;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records that follow in the block which a tailer has mapped, read where they lie: a tenth of what a tailer takes for each. Whatever is
 * not plainly the next record within block and file is left to the tailer: what is not written yet, the ends of blocks and files, lengths
 * that cannot be. The mapping is the tailer's and stays as long as it stands still. Allocates nothing. Not thread safe.
 */
final class BlockRecords {
    /** What {@link #next()} returns when the tailer must say how it goes on. */
    static final int NONE = -1;
    private static final int LINE_BYTES = 64;
    /** Far enough for memory to answer meanwhile, and little beside a cache. */
    private static final int NEAR_BYTES = 4_096;
    private static final int RECORD_BYTES = Wires.SPB_HEADER_SIZE + Frames.MAX_FRAME_BYTES;

    private final UnsafeBuffer block = new UnsafeBuffer(0L, 0);
    /** Position in the file of the block's first byte. */
    private long start;
    /** Records that begin here or behind are not read: they may reach out of the mapping or the file. */
    private long end;
    private long position;
    private int found;
    private long touched;
    /** Written and never read, so that no compiler leaves the reads out. */
    private long seen;

    /**
     * Goes on behind a record that the tailer read.
     *
     * @param bytes    of the tailer
     * @param behindIt position of the record's end
     */
    void goOn(final MappedBytes bytes, final long behindIt) {
        final BytesStore<?, ?> store = bytes.bytesStore();
        if (store instanceof MappedBytesStore mapped && behindIt >= mapped.start()) {
            start = mapped.start();
            end = Math.min(mapped.safeLimit(), bytes.mappedFile().actualSize() - RECORD_BYTES);
            position = RecordFile.aligned(behindIt);
            touched = position;
            block.wrap(mapped.addressForRead(start), (int) Math.max(0L, end + RECORD_BYTES - start));
        } else {
            leave();
        }
    }

    /** Forgets the block. */
    void leave() {
        end = 0L;
        position = 0L;
    }

    /**
     * Moves to the next record and passes over pages of the index.
     *
     * @return its length in bytes, 0 to {@link Frames#MAX_FRAME_BYTES}, or {@link #NONE}; then nothing is moved
     */
    int next() {
        long at = position;
        while (at < end) {
            final int header = block.getIntVolatile((int) (at - start));
            if (Wires.isReadyData(header)) {
                final int length = Wires.lengthOf(header);
                if (length > Frames.MAX_FRAME_BYTES) {
                    return NONE;
                }
                found = (int) (at - start) + Wires.SPB_HEADER_SIZE;
                position = RecordFile.behind(at, header);
                return length;
            }
            if (!Wires.isReadyMetaData(header)) {
                return NONE;
            }
            at = RecordFile.behind(at, header);
        }
        return NONE;
    }

    /**
     * Has memory bring what follows. Who reads nothing of a record but its length waits for each in turn, since it says where the next one
     * is; who reads whole records need not ask.
     */
    void comeNearer() {
        final long to = Math.min(position + NEAR_BYTES, end);
        long sum = seen;
        long at = Math.max(touched, position);
        for (; at < to; at += LINE_BYTES) {
            sum ^= block.getByte((int) (at - start));
        }
        touched = at;
        seen = sum;
    }

    /** Position in the file of what follows the last record; 0 when there is none. */
    long position() {
        return position;
    }

    /** Holds the record. */
    UnsafeBuffer buffer() {
        return block;
    }

    /** Where the record's frame begins in {@link #buffer()}. */
    int offset() {
        return found;
    }
}
