package dev.inkling.journal.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;

/**
 * What a snapshot says of itself, in its first {@value #BYTES} bytes, little-endian:
 *
 * <pre>
 *   magic u64 | file format i32 | layout version i32 | engine version i32 | 0 i32 | made at ms i64 | state digest u64
 *   events:    sequence i64 | received ms i64 | epoch i32 | 0 i32 | chain u64 | locator i64
 *   decisions: likewise
 *   0 ... | CRC32C of all before i32
 * </pre>
 *
 * @param layoutVersion of the state that follows, as its writer counts
 * @param engineVersion whose behaviour made the state
 * @param madeAtMs      when, epoch ms; says nothing of the state
 * @param stateDigest   of the state, as its writer computes it
 * @param events        place behind the last event that the state knows
 * @param decisions     place behind the last decision of those events
 */
public record SnapshotHeader(
    int layoutVersion, int engineVersion, long madeAtMs, long stateDigest, FramePosition events, FramePosition decisions) {
    /** Length of a header. */
    public static final int BYTES = 256;
    /** Format of the file around the state. */
    static final int FORMAT = 1;
    private static final long MAGIC = 0x3150414E534B4E49L;
    private static final int CRC_OFFSET = BYTES - Integer.BYTES;

    /** Sequence of the last event that the state knows. */
    public long sequence() {
        return events.sequence();
    }

    /**
     * Whether a journal bears it out: holds the frames behind which a replay would go on. A loss of power may take frames that a snapshot
     * knows; others come in their place.
     *
     * @param journal of its data folder
     * @return false when it is of no use, now or later
     * @throws dev.inkling.journal.JournalException when that cannot be told
     */
    public boolean isHeldBy(final Journal journal) {
        return journal.holds(QueueName.EVENTS, events) && journal.holds(QueueName.DECISIONS, decisions);
    }

    ByteBuffer encode() {
        final ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(FORMAT).putInt(layoutVersion).putInt(engineVersion).putInt(0).putLong(madeAtMs).putLong(stateDigest);
        put(bytes, events);
        put(bytes, decisions);
        bytes.putInt(CRC_OFFSET, crc(bytes));
        return bytes.clear();
    }

    static SnapshotHeader decode(final ByteBuffer bytes, final Path file) throws SnapshotException {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < BYTES || bytes.getLong(0) != MAGIC) {
            throw new SnapshotException(file + " does not begin as a snapshot does");
        }
        if (bytes.getInt(CRC_OFFSET) != crc(bytes)) {
            throw new SnapshotException(file + ": its header is damaged");
        }
        bytes.getLong();
        final int format = bytes.getInt();
        if (format != FORMAT) {
            throw new SnapshotException(file + " has format " + format + ", this build reads " + FORMAT);
        }
        final int layout = bytes.getInt();
        final int engine = bytes.getInt();
        bytes.getInt();
        return new SnapshotHeader(layout, engine, bytes.getLong(), bytes.getLong(), position(bytes), position(bytes));
    }

    private static void put(final ByteBuffer bytes, final FramePosition position) {
        bytes.putLong(position.sequence()).putLong(position.receivedMs()).putInt(position.epoch()).putInt(0)
            .putLong(position.chain()).putLong(position.locator());
    }

    private static FramePosition position(final ByteBuffer bytes) {
        final long sequence = bytes.getLong();
        final long receivedMs = bytes.getLong();
        final int epoch = bytes.getInt();
        bytes.getInt();
        return new FramePosition(sequence, receivedMs, epoch, bytes.getLong(), bytes.getLong());
    }

    private static int crc(final ByteBuffer bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }
}
