package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.inkling.journal.QueueName;
import net.openhft.chronicle.wire.Wires;

/** A queue's newest file, to be torn as a loss of power does. */
final class TornFile {
    static final int PAGE_BYTES = 4096;

    private final Path path;
    private final byte[] bytes;
    /** Positions of the headers of all data records. */
    private final List<Integer> records = new ArrayList<>();
    private final int end;

    private TornFile(final Path path) throws IOException {
        this.path = path;
        bytes = Files.readAllBytes(path);
        final ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        int header = words.getInt(0);
        while (header != 0 && !Wires.isNotComplete(header)) {
            if (Wires.isReadyData(header)) {
                records.add(at);
            }
            at = (at + Wires.SPB_HEADER_SIZE + Wires.lengthOf(header) + 3) & -4;
            header = words.getInt(at);
        }
        end = at;
    }

    static TornFile newest(final Path folder, final QueueName queue) throws IOException {
        final List<Path> files = JournalRig.files(folder, queue);
        return new TornFile(files.get(files.size() - 1));
    }

    static TornFile oldest(final Path folder, final QueueName queue) throws IOException {
        return new TornFile(JournalRig.files(folder, queue).get(0));
    }

    static TornFile of(final Path file) throws IOException {
        return new TornFile(file);
    }

    /** Where a record begins, from the end: 1 is the last. */
    int recordFromEnd(final int count) {
        return records.get(records.size() - count);
    }

    int end() {
        return end;
    }

    /** Zeros, or with a source of chance its bytes, from a position to where the records end. */
    void tear(final int from, final Random chance) throws IOException {
        overwrite(from, end - from, chance);
    }

    void overwrite(final int from, final int length, final Random chance) throws IOException {
        final byte[] torn = new byte[length];
        if (chance != null) {
            chance.nextBytes(torn);
        }
        write(from, torn);
    }

    void write(final int from, final byte[] what) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(from);
            file.write(what);
        }
    }

    /** The page of the head as it was read, put into the file of the same name in another folder. */
    void putFirstPage(final Path folder, final QueueName queue) throws IOException {
        final byte[] page = Arrays.copyOf(bytes, PAGE_BYTES);
        newest(folder, queue).write(0, page);
    }

    void truncate(final int to) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(to);
        }
    }
}
