package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Copies one queue, which may be written to meanwhile. Files that are left are copied as they are. The last one is not: its bytes change
 * while they are read, so that a copy would have notes of frames that it lacks, and frames behind ones that were not finished when they
 * were read. Its frames are checked and appended to a file of the copy by Chronicle itself, up to the last one that was there; each keeps
 * its Chronicle index.
 */
final class QueueBackup {
    private final QueueName name;
    private final Path from;
    private final Path to;
    private final JournalSettings settings;
    private final boolean isHeld;
    private final FileCopy copier;

    /**
     * For one queue.
     *
     * @param name       of it
     * @param dataFolder to read
     * @param target     data folder to write, in which this queue has no folder yet
     * @param settings   of both
     * @param isHeld     whether a writer has the data folder, which hence mended it
     * @param copier     of files
     */
    QueueBackup(final QueueName name, final Path dataFolder, final Path target, final JournalSettings settings, final boolean isHeld,
                final FileCopy copier) {
        this.name = name;
        this.settings = settings;
        this.isHeld = isHeld;
        this.copier = copier;
        from = dataFolder.resolve(name.folder());
        to = target.resolve(name.folder());
    }

    /**
     * Copies it.
     *
     * @param least   where the queue ended at some time before
     * @param content takes what each file of the copy holds
     * @return where the copy ends
     * @throws IOException      when a file cannot be read or written
     * @throws JournalException when it is damaged, so that the copy would end before {@code least}, or before frames of a dead writer
     */
    Tail copy(final Tail least, final Map<String, FileCopy.Content> content) throws IOException {
        Files.createDirectory(to);
        final List<Path> files = Leftovers.files(from, SingleChronicleQueue.SUFFIX);
        int last = files.size() - 1;
        while (last >= 0 && isEmpty(files.get(last))) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            final Path copy = to.resolve(files.get(i).getFileName());
            content.put(name.folder() + "/" + copy.getFileName(), copier.copy(files.get(i), copy));
        }
        final Tail tail = last < 0 ? endless() : appendFramesOf(files.get(last));
        if (tail.index() < least.index() || tail.damagedFrames() > 0) {
            throw new JournalException("the " + name.folder() + " queue of " + from.getParent() + " can be copied up to sequence "
                + tail.sequence() + " only, and holds more behind it: it is damaged there; `replay verify` tells more");
        }
        for (final Path file : Leftovers.files(to, "")) {
            force(file);
            content.computeIfAbsent(name.folder() + "/" + file.getFileName(), path -> readBack(file));
        }
        AtomicFile.forceFolder(to);
        return tail;
    }

    /** Whether no frame is in a file: a writer is about to begin it, or died then. */
    private boolean isEmpty(final Path file) throws IOException {
        if (!Leftovers.isBegun(file)) {
            requireHeld(false, file);
            return true;
        }
        try (RecordFile records = new RecordFile(file, name)) {
            final RecordScan scan = RecordScan.of(records);
            requireHeld(scan.isEmpty() ? scan.isSound() : scan.damagedFrames() == 0 && (scan.isSound() || scan.isUnfinished()), file);
            return scan.isEmpty();
        }
    }

    private void requireHeld(final boolean isSound, final Path file) {
        if (!isSound && !isHeld) {
            throw new JournalException(file + " ends as a crash left it: start the server on " + from.getParent()
                + " once, which mends it, and take the backup then");
        }
    }

    private Tail endless() {
        try (SingleChronicleQueue queue = QueueFiles.builder(to, settings).build()) {
            return Tail.find(queue, name);
        }
    }

    private Tail appendFramesOf(final Path file) throws IOException {
        final FileCycle cycles = new FileCycle(QueueFiles.builder(to, settings).rollCycle());
        final long startMs = cycles.startMs(cycles.of(file));
        try (RecordFile records = new RecordFile(file, name);
            SingleChronicleQueue queue = QueueFiles.builder(to, settings).timeProvider(() -> startMs).build()) {
            final RecordScan scan = RecordScan.of(records);
            try (ExcerptAppender appender = queue.createAppender()) {
                FileRewrite.copy(scan, appender);
            }
            copier.onBytes(records.size());
            final Tail tail = Tail.find(queue, name);
            if (tail.sequence() != scan.sequence() || !Files.exists(to.resolve(file.getFileName()))) {
                throw new JournalException(file + " could not be copied: the copy reads otherwise");
            }
            return tail;
        }
    }

    private FileCopy.Content readBack(final Path file) {
        try {
            return new FileCopy(bytes -> { }).read(file);
        } catch (final IOException e) {
            throw new JournalException("the copy " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void force(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
