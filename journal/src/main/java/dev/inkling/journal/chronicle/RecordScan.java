package dev.inkling.journal.chronicle;

import java.io.IOException;

import dev.inkling.journal.FrameCheck;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.wire.Wires;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a walk over all records of a file found: its last whole frame, what stands behind it, and whether Chronicle's own notes agree.
 * These are the position of its last record, by which its appender goes on and its readers find the end, and the pages of its index.
 *
 * <p>A walk ends at the first header that leads nowhere. It is done from the beginning at each start: a hole anywhere in the file would
 * hide what is appended behind it, and the replay that follows reads all of it anyway.
 */
final class RecordScan {
    /** What Chronicle puts at the end of a file that is not the last: a header of its own kind, a code, and "EOF". */
    static final long MARK = 0x464F_45C3_C000_0000L;
    private static final int MARK_BYTES = Long.BYTES;
    private static final String INDEX = "index";
    /** Behind a record's header: the code of an event's name, and the length of the name. */
    private static final int NAME_OFFSET = Wires.SPB_HEADER_SIZE + 2;

    /** No file is as long as this says. */
    private static final int POINTER_BITS = 40;

    private final RecordFile file;
    /** Positions of the last two data records. */
    private long last;
    private long beforeLast;
    private long lastWhole;
    private long records;
    private long wholeFrames;
    private long wholeEnd;
    private byte[] firstFrame;
    private int epoch;
    private long sequence;
    private long chain;
    private long receivedMs;
    private int damagedFrames;
    private long highestPointer;
    private long end;
    private long usedEnd;
    private long writePosition;

    private RecordScan(final RecordFile file) {
        this.file = file;
    }

    /**
     * Walks over a file.
     *
     * @param file of which the header is complete
     * @return what was found
     * @throws IOException      when it cannot be read
     * @throws JournalException when its head is damaged
     */
    static RecordScan of(final RecordFile file) throws IOException {
        final RecordScan scan = new RecordScan(file);
        scan.walk();
        scan.usedEnd = file.usedEnd(scan.end);
        if (scan.isMarked() && file.usedEnd(scan.end + MARK_BYTES) == scan.end + MARK_BYTES
            && (file.longAt(scan.end) == MARK || scan.usedEnd <= scan.end + Wires.SPB_HEADER_SIZE)) {
            scan.usedEnd = scan.end;
        }
        scan.writePosition = file.writePosition();
        return scan;
    }

    private void walk() throws IOException {
        int header = file.word(0);
        while (header != 0 && !Wires.isNotComplete(header) && file.holds(end, header) && isKnown(header)) {
            if (Wires.isReadyData(header)) {
                onFrame(header);
            } else if (end > 0) {
                onIndex(header);
            }
            end = RecordFile.behind(end, header);
            header = file.word(end);
        }
    }

    private boolean isKnown(final int header) throws IOException {
        if (Wires.isReadyData(header)) {
            return Wires.lengthOf(header) <= Frames.MAX_FRAME_BYTES;
        }
        if (end == 0) {
            return true;
        }
        final int length = INDEX.length();
        if (Wires.lengthOf(header) <= NAME_OFFSET + length) {
            return false;
        }
        final int name = file.frame(end, NAME_OFFSET + length) + NAME_OFFSET - Wires.SPB_HEADER_SIZE;
        return file.window().getStringWithoutLengthAscii(name, length).equals(INDEX);
    }

    private void onFrame(final int header) throws IOException {
        beforeLast = last;
        last = end;
        records++;
        if (file.isWhole(end, header)) {
            lastWhole = end;
            wholeEnd = RecordFile.behind(end, header);
            wholeFrames++;
            damagedFrames = 0;
            final int frame = file.frame(end, Wires.lengthOf(header));
            sequence = Frames.sequence(file.window(), frame);
            if (wholeFrames == 1) {
                firstFrame = new byte[Wires.lengthOf(header)];
                file.window().getBytes(frame, firstFrame);
            }
            epoch = Frames.epoch(file.window(), frame);
            chain = Frames.chain(file.window(), frame);
            receivedMs = Frames.received(file.window(), frame);
        } else {
            damagedFrames++;
        }
    }

    /** Positions stand at multiples of 8, among counts smaller than any, and bytes of a name that make numbers larger than any. */
    private void onIndex(final int header) throws IOException {
        final long to = end + Wires.SPB_HEADER_SIZE + Wires.lengthOf(header);
        for (long at = (end + NAME_OFFSET + INDEX.length() + Long.BYTES - 1) & -Long.BYTES; at + Long.BYTES <= to; at += Long.BYTES) {
            final long pointer = file.longAt(at);
            if (pointer > highestPointer && pointer >>> POINTER_BITS == 0) {
                highestPointer = pointer;
            }
        }
    }

    /** Whether there is nothing to mend: every record can be stepped over, to where nothing follows, and the notes agree. */
    boolean isSound() throws IOException {
        return usedEnd == end && areNotesRight() && (damagedFrames == 0 || file.findWhole(wholeEnd, end) < 0);
    }

    /** A writer may have died between a record and its note, so the one before the last will do. */
    boolean areNotesRight() {
        return (writePosition == last || beforeLast > 0 && writePosition == beforeLast) && highestPointer < Math.max(end, 1L);
    }

    /** Whether nothing but an append that was never published follows, as after the death of a process. */
    boolean isUnfinished() throws IOException {
        final int header = file.word(end);
        return damagedFrames == 0 && areNotesRight() && usedEnd - end <= Wires.SPB_HEADER_SIZE + Frames.MAX_FRAME_BYTES
            && Wires.isNotComplete(header) && !Wires.isEndOfFile(header);
    }

    /** Whether Chronicle's notes or bytes tell of records behind the last whole frame. */
    boolean isTorn() throws IOException {
        return !isUnfinished() && (damagedFrames > 0 || usedEnd > end || writePosition > lastWhole || highestPointer >= end);
    }

    /** Whether Chronicle noted records that are not there. */
    boolean isNotedBehind() {
        return writePosition > end || highestPointer > end;
    }

    RecordFile file() {
        return file;
    }

    boolean isEmpty() {
        return wholeFrames == 0;
    }

    /** Whether this file holds what another one holds before its cut. */
    boolean isAsLong(final RecordScan other) {
        return records == other.records - other.damagedFrames && wholeFrames == other.wholeFrames
            && sequence == other.sequence && chain == other.chain;
    }

    /** Sequence of the last whole frame, 0 when there is none. */
    long sequence() {
        return sequence;
    }

    /** Time of the last whole frame, epoch ms; 0 when there is none. */
    long receivedMs() {
        return receivedMs;
    }

    /**
     * Whether the first whole frame goes on behind a place: in its chain, so that none is missing in between.
     *
     * @param behind the place
     * @param queue  which
     */
    boolean continues(final FramePosition behind, final QueueName queue) {
        final FrameCheck check = new FrameCheck(queue);
        check.resume(behind.sequence(), behind.receivedMs(), behind.epoch(), behind.chain());
        return check.check(new UnsafeBuffer(firstFrame), 0, firstFrame.length) == FrameVerdict.OK;
    }

    /** Behind the last whole frame, of which there is one. */
    FramePosition position() {
        return new FramePosition(sequence, receivedMs, epoch, chain, FramePosition.NOWHERE);
    }

    /** Sequence of the first whole frame, 0 when there is none. */
    long firstSequence() {
        return firstFrame == null ? 0L : Frames.sequence(new UnsafeBuffer(firstFrame), 0);
    }

    /** Where the walk ended. */
    long end() {
        return end;
    }

    /** Whether the file ends in the mark at which readers go on to the next. */
    boolean isMarked() throws IOException {
        return Wires.isEndOfFile(file.word(end));
    }

    int damagedFrames() {
        return damagedFrames;
    }

    /** Where to cut: behind the last whole frame, and such pages of the index as follow it. */
    long cutPosition() {
        return damagedFrames == 0 ? end : wholeEnd;
    }

    /** Where the bytes end that are cut; not behind {@link #cutPosition()} when all that stands there is 0. */
    long usedEnd() {
        return Math.max(usedEnd, end);
    }

    long writePosition() {
        return writePosition;
    }
}
