package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and mends the end of a queue that no reader can step over. After a loss of power, pages of a file may be there and others not:
 * Chronicle's own note of where to go on may lead behind a hole, and what it appends there is never read again. Such an end is cut behind
 * the last whole frame. To be called by the holder of the data folder's lock, while no appender of the queue is there.
 *
 * <p>Left alone are damaged frames at the end whose headers are sound: a void frame takes them back. Where whole frames stand behind the
 * damage, it is a hole that the power left only when all that must be there is before it: else it is refused, as to cut there would lose
 * what was acknowledged. Bytes that are cut are kept beside, in {@code cut-<sequence>.bin}; files behind the cut are kept as
 * {@code .discard}.
 */
final class TornEnd {
    private static final Logger LOG = LoggerFactory.getLogger(TornEnd.class);
    private static final int COPY_BYTES = 1 << 20;
    /** What is older than the newest frame by more than this was written back long ago: systems do so within a minute. */
    private static final long WRITTEN_BACK_MS = 24L * 60 * 60 * 1_000;

    private final Path folder;
    private final QueueName name;
    private final Function<Path, SingleChronicleQueueBuilder> builder;
    private final boolean isCopy;
    private final SyncedMark mark;
    /** Sequence up to which a hole is damage. */
    private final long trusted;
    private boolean isMended;
    private boolean isCut;
    private boolean isMarked;
    private String warning;
    private long sequence;

    /**
     * For one queue.
     *
     * @param folder  of the queue
     * @param name    of it
     * @param builder of a queue in a folder, laid out as this one
     * @param isCopy  whether what is damaged at the end comes again from elsewhere: then it is cut as well, and nothing takes it back
     * @param mark    of what must be there
     */
    TornEnd(final Path folder, final QueueName name, final Function<Path, SingleChronicleQueueBuilder> builder, final boolean isCopy,
            final SyncedMark mark) {
        this.mark = mark;
        trusted = mark.trusted(name);
        this.isCopy = isCopy;
        this.folder = folder;
        this.name = name;
        this.builder = builder;
    }

    /**
     * Mends the end when it is to be mended.
     *
     * @throws IOException      when a file cannot be read or written
     * @throws JournalException when frames are missing that must be there
     */
    void mend() throws IOException {
        sequence = 0;
        final List<Path> files = Leftovers.files(folder, SingleChronicleQueue.SUFFIX);
        final List<Path> newer = new ArrayList<>();
        JournalException hole = null;
        for (int i = files.size() - 1; i >= 0; i--) {
            try (RecordFile file = new RecordFile(files.get(i), name)) {
                final RecordScan scan = RecordScan.of(file);
                sequence = scan.sequence();
                if (!scan.isEmpty() || i == 0 && newer.isEmpty() && scan.isSound()) {
                    require(hole);
                    mark.require(name, sequence);
                    discard(newer, "holds no frame that continues the one before");
                    isMarked = scan.isSound() && scan.isMarked();
                    mend(scan, i);
                    mendBefore(files, i, scan);
                    return;
                }
                hole = hole == null ? hole(scan, 0L) : hole;
                isCut |= scan.isTorn();
                newer.add(files.get(i));
            }
        }
        require(hole);
        mark.require(name, sequence);
        discard(newer, "holds no frame that continues the one before");
    }

    /**
     * Files before the last one with frames must lead on to it; where one does not, the power left a hole, and it is the last. The first
     * that leads on ends the search, but where the power was lost: then holes are looked for in all that may not have been written back.
     */
    private void mendBefore(final List<Path> files, final int last, final RecordScan scan) throws IOException {
        RecordScan newer = scan;
        for (int older = last - 1; older >= 0; older--) {
            final boolean isSuspect = mark.isPowerLost() && scan.receivedMs() - newer.receivedMs() <= WRITTEN_BACK_MS;
            try (RecordFile file = new RecordFile(files.get(older), name)) {
                if (!isSuspect && file.isMarkedBehind(file.writePosition())) {
                    return;
                }
                final RecordScan found = RecordScan.of(file);
                final Before before = before(found, newer, files.subList(0, older));
                if (before == Before.BROKEN) {
                    isCut = true;
                    discard(files.subList(older + 1, last + 1), "follows a hole");
                    mend();
                    return;
                }
                if (before == Before.LEADS_ON) {
                    newer = found;
                    if (!isSuspect) {
                        return;
                    }
                }
            }
        }
        if (mark.isPowerLost() && !newer.isEmpty()) {
            mendBeginning(files, newer);
        }
    }

    /**
     * The first frame of all must be the first that there ever was, or go on where removed files ended. Where no power was lost the replay
     * tells what is wrong with it.
     */
    private void mendBeginning(final List<Path> files, final RecordScan scan) throws IOException {
        final FramePosition first = RetentionFile.read(folder.getParent()).first(name);
        // Files that are to be removed may still be there.
        if (scan.firstSequence() <= first.sequence() || scan.continues(first, name)) {
            return;
        }
        if (!first.equals(FramePosition.START) || trusted > 0) {
            throw new JournalException("the " + name.folder() + " queue begins with sequence " + scan.firstSequence() + " in "
                + scan.file().path() + ", which does not continue sequence " + first.sequence() + ": nothing was cut; restore the files "
                + "before it from a copy");
        }
        LOG.warn("the {} queue has lost its first frames with the power: it begins anew", name.folder());
        isCut = true;
        discard(files.subList(files.indexOf(scan.file().path()), files.size()), "follows a hole");
        mend();
    }

    /** How a file stands to the one behind it. */
    private enum Before { EMPTY, LEADS_ON, BROKEN }

    /** Whether files were changed. */
    boolean isMended() {
        return isMended;
    }

    /** Whether frames that were appended may have been cut, so that a void frame is to say so. */
    boolean isCut() {
        return isCut;
    }

    /** Whether the last file with frames ends in the mark of one that others follow, though none does: nothing can be appended to it. */
    boolean isMarked() {
        return isMarked;
    }

    /** What a start must tell; null when there is nothing. */
    String warning() {
        return warning;
    }

    /** Sequence of the last whole frame, as the bytes of the files say; 0 when there is none. */
    long sequence() {
        return sequence;
    }

    private void mend(final RecordScan scan, final int number) throws IOException {
        if (scan.isSound() && !(isCopy && scan.damagedFrames() > 0)) {
            return;
        }
        require(hole(scan, scan.cutPosition()));
        final long cutBytes = scan.usedEnd() - scan.cutPosition();
        final Path file = scan.file().path();
        isMended = true;
        if (scan.isUnfinished()) {
            clear(file, scan.cutPosition(), scan.usedEnd());
            LOG.warn("the {} queue ends in an append that was never finished, behind sequence {}: its {} bytes in {} are cleared",
                name.folder(), sequence, cutBytes, file);
            return;
        }
        isCut |= scan.isTorn();
        final String kept = cutBytes == 0 ? "nothing but zeros" : "kept as " + keep(scan).getFileName();
        if (scan.isNotedBehind() && mark.isSameBoot() && name == QueueName.EVENTS && !isCopy) {
            warning = "the start found the events torn behind sequence " + sequence + ", where more had been noted, though the machine has "
                + "run on: the disk is damaged or somebody changed the file, and events that were acknowledged are missing";
        }
        LOG.warn("the {} queue is torn behind sequence {}: {} is cut at byte {}, where {} bytes follow ({}), {} damaged frames among them; "
            + "Chronicle noted its last record at byte {}; {}", name.folder(), sequence, file, scan.cutPosition(), cutBytes, kept,
            scan.damagedFrames(), scan.writePosition(), isCut ? "what was acknowledged as journaled only may be lost" : "no frame is lost");
        FileRewrite.run(scan, name, startMs(number), builder);
    }

    /** What to say of whole frames behind damage; null when there are none. */
    private JournalException hole(final RecordScan scan, final long from) throws IOException {
        final long whole = scan.file().findWhole(from, scan.usedEnd());
        return whole < 0 ? null : new JournalException("the " + name.folder() + " queue is damaged behind sequence " + scan.sequence()
            + ", from byte " + scan.cutPosition() + " of " + scan.file().path() + ", and whole frames stand behind the damage, the first "
            + "at byte " + whole + ": that is no torn end, and nothing was cut; restore the file from a copy");
    }

    private void require(final JournalException hole) {
        if (hole != null) {
            if (sequence < trusted) {
                throw hole;
            }
            isCut = true;
            LOG.warn("{}; but the power was lost, or it can be made again: cut behind sequence {}, as no frame behind it was ever synced",
                hole.getMessage(), sequence);
        }
    }

    /**
     * The older file has to end in a mark, at which readers go on to the next; the mark may have been lost. A look at the last record that
     * Chronicle noted is enough where all is well: the replay finds what is damaged before it. A file without frames is one that a writer
     * died over as it had made it, and the one before has to lead on.
     */
    private Before before(final RecordScan scan, final RecordScan newer, final List<Path> olderFiles) throws IOException {
        final long next = newer.firstSequence();
        final Path older = scan.file().path();
        final boolean isEmpty = scan.isEmpty() && scan.damagedFrames() == 0;
        final boolean leads = isEmpty || !scan.isEmpty() && newer.continues(scan.position(), name);
        // What Chronicle notes of its last record is of no more use in a file that others follow.
        final boolean isWhole = scan.isSound() || scan.usedEnd() == scan.end() && scan.damagedFrames() == 0;
        if (!leads || !isWhole) {
            final long whole = scan.isEmpty() ? lastOf(olderFiles) : scan.sequence();
            if (whole >= trusted) {
                LOG.warn("the {} queue has a hole behind sequence {}, from byte {} of {}, which the power left: what follows is cut",
                    name.folder(), whole, scan.cutPosition(), older);
                return Before.BROKEN;
            }
            throw new JournalException("the " + name.folder() + " queue is damaged behind sequence " + whole + ", from byte "
                + scan.cutPosition() + " of " + older + ", and goes on in the next file with sequence " + next
                + ": that is no torn end, and nothing was cut; restore the file from a copy");
        }
        if (!scan.isMarked()) {
            final ByteBuffer end = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, RecordScan.MARK);
            write(older, end, scan.end());
            isMended = true;
            LOG.warn("{} lost the mark at its end, byte {}; it has it again", older, scan.end());
        }
        return isEmpty ? Before.EMPTY : Before.LEADS_ON;
    }

    /** The last whole frame's sequence in files, 0 when there is none. */
    private long lastOf(final List<Path> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            try (RecordFile file = new RecordFile(files.get(i), name)) {
                final RecordScan scan = RecordScan.of(file);
                if (!scan.isEmpty()) {
                    return scan.sequence();
                }
            }
        }
        return 0;
    }

    private void discard(final List<Path> newer, final String why) throws IOException {
        for (final Path file : newer) {
            Leftovers.discard(file, why);
            isMended = true;
        }
    }

    private Path keep(final RecordScan scan) throws IOException {
        int number = 0;
        Path copy;
        do {
            copy = folder.resolve("cut-" + sequence + (number == 0 ? "" : "-" + number) + ".bin");
            number++;
        } while (Files.exists(copy));
        try (FileChannel from = FileChannel.open(scan.file().path(), StandardOpenOption.READ);
            FileChannel to = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = scan.cutPosition();
            while (at < scan.usedEnd()) {
                at += from.transferTo(at, scan.usedEnd() - at, to);
            }
            to.force(true);
        }
        return copy;
    }

    /** From the front on, so that a death in the middle leaves an end that is no less torn. */
    private static void clear(final Path file, final long from, final long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            final ByteBuffer zeros = ByteBuffer.allocate(COPY_BYTES);
            long at = from;
            while (at < to) {
                zeros.clear().limit((int) Math.min(COPY_BYTES, to - at));
                at += channel.write(zeros, at);
            }
            channel.force(true);
        }
    }

    private static void write(final Path file, final ByteBuffer what, final long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(what, at);
            channel.force(true);
        }
    }

    private long startMs(final int number) {
        try (SingleChronicleQueue queue = builder.apply(folder).build()) {
            final List<Long> cycles = new ArrayList<>(queue.listCyclesBetween(queue.firstCycle(), queue.lastCycle()));
            return cycles.get(number) * queue.rollCycle().lengthInMillis() + queue.epoch();
        }
    }
}
