package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.inkling.journal.TakenOverException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file {@code fence} of a data folder, by which a standby that takes over shuts out the folder's own writers. It is mapped, so that a
 * writer can look at it behind every append; made by the first writer, and from then on only written in place.
 *
 * <pre>
 *   0   8  epoch that has taken over, 0 while none has; one aligned word, so it is there or not
 *   8   8  last sequence that was taken over, -1 until it is known
 *  16   4  length of what follows
 *  20   n  folder of the successor, UTF-8
 * </pre>
 *
 * <p>Lifted by hand only: with no writer running, delete the file.
 */
final class Fence {
    /** Name in the data folder. */
    static final String FILE = "fence";
    private static final int BYTES = 4096;
    private static final int EPOCH_OFFSET = 0;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int LENGTH_OFFSET = 16;
    private static final int SUCCESSOR_OFFSET = 20;
    private static final long NOT_KNOWN = -1L;

    private final Path folder;
    private final MappedByteBuffer mapped;
    /** Never unmapped by hand: an appender may look at it yet. */
    private final UnsafeBuffer words;

    private Fence(final Path folder, final MappedByteBuffer mapped) {
        this.folder = folder;
        this.mapped = mapped;
        words = new UnsafeBuffer(mapped);
    }

    /**
     * The fence of a folder whose lock is held; made when it is not there.
     *
     * @param folder the data folder
     * @return the fence
     * @throws IOException when it cannot be read or made
     */
    static Fence open(final Path folder) throws IOException {
        final Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            final Path beside = folder.resolve(FILE + ".tmp");
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
                final ByteBuffer zeros = ByteBuffer.allocate(BYTES);
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(folder.toAbsolutePath());
        }
        return map(folder);
    }

    /**
     * The fence that a folder's writers made.
     *
     * @param folder the data folder
     * @return the fence
     * @throws IOException when it is not there, or cannot be written
     */
    static Fence map(final Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < BYTES) {
                throw new IOException(folder.resolve(FILE) + " is cut short");
            }
            return new Fence(folder, channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
        }
    }

    /**
     * Whether a folder was taken over by another.
     *
     * @param folder    the data folder, which need not have a fence
     * @param successor the other one
     * @return false also when it cannot be read
     */
    static boolean isTakenOver(final Path folder, final Path successor) {
        try {
            final Fence fence = Files.exists(folder.resolve(FILE)) ? map(folder) : null;
            return fence != null && fence.epoch() != 0 && fence.successor().equals(successor.toString());
        } catch (final IOException e) {
            return false;
        }
    }

    /**
     * The epoch that has taken over.
     *
     * @return the epoch, 0 while none has
     */
    long epoch() {
        return words.getLongVolatile(EPOCH_OFFSET);
    }

    /**
     * Lets a writer on only if its epoch is later than the one that has taken over.
     *
     * @param epoch of the writer
     * @throws TakenOverException when the folder was taken over from it
     */
    void require(final int epoch) {
        if (words.getLongVolatile(EPOCH_OFFSET) >= epoch) {
            throw shut();
        }
    }

    /**
     * Shuts out every writer up to an epoch, on disk too. A writer that appends from now on finds out before it says so to anyone: a look
     * at the queues that begins when this returns misses nothing that was acknowledged. Holds for processes that share this file's
     * memory, so on one machine.
     *
     * @param epoch     of the successor
     * @param successor folder of the successor
     * @throws TakenOverException when another successor was there before
     */
    void raise(final int epoch, final Path successor) {
        if (epoch() != 0 && !successor().equals(successor.toString())) {
            throw shut();
        }
        final byte[] name = successor.toString().getBytes(StandardCharsets.UTF_8);
        final int length = Math.min(name.length, BYTES - SUCCESSOR_OFFSET);
        words.putInt(LENGTH_OFFSET, length);
        words.putBytes(SUCCESSOR_OFFSET, name, 0, length);
        words.putLong(SEQUENCE_OFFSET, NOT_KNOWN);
        words.putLongVolatile(EPOCH_OFFSET, epoch);
        VarHandle.fullFence();
        mapped.force();
    }

    /**
     * Notes up to where the folder was taken over.
     *
     * @param sequence of the last event
     */
    void settle(final long sequence) {
        words.putLongVolatile(SEQUENCE_OFFSET, sequence);
        mapped.force();
    }

    private String successor() {
        final byte[] name = new byte[Math.max(0, Math.min(words.getInt(LENGTH_OFFSET), BYTES - SUCCESSOR_OFFSET))];
        words.getBytes(SUCCESSOR_OFFSET, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private TakenOverException shut() {
        final long sequence = words.getLongVolatile(SEQUENCE_OFFSET);
        return new TakenOverException("data folder " + folder + " was taken over " + (sequence == NOT_KNOWN ? "" : "at sequence " + sequence
            + " ") + "by epoch " + epoch() + ": serve from " + successor() + "; to have this one back, without what came behind, stop "
            + "that one and delete " + folder.resolve(FILE));
    }
}
