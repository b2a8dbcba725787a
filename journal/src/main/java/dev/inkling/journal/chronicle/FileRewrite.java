package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.Wires;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a torn file anew, by Chronicle itself: every record before the cut is appended to a fresh queue aside, whose clock stands in the
 * same cycle, and the file that results is renamed over the torn one. So position, index and counts are those of a file that was never
 * torn, whatever Chronicle keeps there, records keep their Chronicle index, and a death in the middle leaves the old file or the new.
 * It copies the whole file, which a cut in place would not, but only after a loss of power or of bytes.
 */
final class FileRewrite {
    private static final Logger LOG = LoggerFactory.getLogger(FileRewrite.class);
    private static final String ASIDE = ".mending";
    private static final long PROGRESS_BYTES = 256L << 20;

    private FileRewrite() {
    }

    /** Removes what a writer left that died in a rewrite. */
    static void clear(final Path queueFolder) throws IOException {
        final Path aside = aside(queueFolder);
        if (Files.isDirectory(aside)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(aside)) {
                for (final Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(aside);
        }
    }

    /**
     * Writes a file anew up to where its scan says it is to be cut.
     *
     * @param scan    of the file
     * @param name    of the queue
     * @param startMs start of the file's cycle, epoch ms
     * @param builder of a queue in a folder, laid out as this one
     * @throws IOException      when the medium refused
     * @throws JournalException when what was written is not what was to be; then the file is as it was
     */
    static void run(final RecordScan scan, final QueueName name, final long startMs,
                    final Function<Path, SingleChronicleQueueBuilder> builder) throws IOException {
        final Path file = scan.file().path();
        final Path queueFolder = file.getParent();
        final Path aside = aside(queueFolder);
        clear(queueFolder);
        try (SingleChronicleQueue queue = builder.apply(aside).timeProvider(() -> startMs).build();
            ExcerptAppender appender = queue.createAppender()) {
            copy(scan, appender);
        }
        final Path fresh = aside.resolve(file.getFileName());
        if (!Files.exists(fresh)) {
            throw new JournalException(file + " could not be written anew: it would have another name");
        }
        try (RecordFile written = new RecordFile(fresh, name)) {
            final RecordScan result = RecordScan.of(written);
            if (!result.isSound() || !result.isAsLong(scan)) {
                throw new JournalException(file + " could not be written anew: what was written reads otherwise");
            }
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.forceFolder(queueFolder);
        clear(queueFolder);
    }

    /** Appends every record of a file before the place of its cut. */
    static void copy(final RecordScan scan, final ExcerptAppender appender) throws IOException {
        final RecordFile file = scan.file();
        final PointerBytesStore source = BytesStore.nativePointer();
        final long to = scan.cutPosition();
        long tellAt = PROGRESS_BYTES;
        long at = 0;
        while (at < to) {
            final int header = file.word(at);
            if (Wires.isReadyData(header)) {
                final int length = Wires.lengthOf(header);
                source.set(file.window().addressOffset() + file.frame(at, length), length);
                appender.writeBytes(source);
            }
            at = RecordFile.behind(at, header);
            if (at >= tellAt) {
                LOG.info("{} of {} bytes of {} are written anew", at, to, file.path());
                tellAt += PROGRESS_BYTES;
            }
        }
    }

    private static Path aside(final Path queueFolder) {
        return queueFolder.resolveSibling(queueFolder.getFileName() + ASIDE);
    }
}
