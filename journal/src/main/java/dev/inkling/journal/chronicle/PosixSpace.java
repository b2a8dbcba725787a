package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.IOException;

import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.posix.MAdviseFlag;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;
import net.openhft.posix.PosixRuntimeException;

/**
 * Room by {@code fallocate}: the disk's blocks are the file's from then on, and nothing is written. Where the system or the file system
 * has no such thing, {@link ZeroSpace} does it.
 */
final class PosixSpace implements FileSpace {
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int NO_SPACE = 28;
    private static final int NO_QUOTA = 122;
    private static final int NOT_SUPPORTED = 95;
    private static final int NOT_IMPLEMENTED = 38;

    private final File file;
    private final int descriptor;
    /** Null until fallocate turned out not to be there. */
    private ZeroSpace zeros;

    private PosixSpace(final File file, final int descriptor) {
        this.file = file;
        this.descriptor = descriptor;
    }

    /** Loads what calls the system, 0.15 s the first time. */
    static void load() {
        PosixAPI.posix();
    }

    static FileSpace open(final File file) throws IOException {
        try {
            final int descriptor = PosixAPI.posix().open(file.getPath(), OpenFlag.O_RDWR, 0);
            if (descriptor >= 0) {
                return new PosixSpace(file, descriptor);
            }
        } catch (final PosixRuntimeException | UnsatisfiedLinkError e) {
            return new ZeroSpace(file);
        }
        return new ZeroSpace(file);
    }

    /**
     * Has the system read nothing ahead in a mapped block. A first write to a page of a file that is not in memory reads it, and with it as
     * much as the device's read-ahead says, which may be 8 MiB: all of them holes, and yet filled with zeros, 16 ms.
     *
     * @param block held by the caller
     */
    static void readNothingAhead(final MappedBytesStore block) {
        try {
            PosixAPI.posix().madvise(block.addressForRead(block.start()), block.capacity() - block.start(), MAdviseFlag.MADV_RANDOM);
        } catch (final RuntimeException e) {
            // it is only faster with it
            return;
        }
    }

    /**
     * Takes a piece of a mapped block out of the page table, which is most of what unmapping it takes. What was written stays in the
     * file, and whoever looks there again finds it.
     *
     * @param block  held by the caller
     * @param offset in it, of a page
     * @param bytes  length
     */
    static void empty(final MappedBytesStore block, final long offset, final long bytes) {
        try {
            PosixAPI.posix().madvise(block.addressForRead(block.start()) + offset, bytes, MAdviseFlag.MADV_DONTNEED);
        } catch (final RuntimeException e) {
            // then it is unmapped in one go
            return;
        }
    }

    @Override
    public boolean allocate(final long from, final long blank, final long to) throws IOException {
        if (zeros != null) {
            return zeros.allocate(from, blank, to);
        }
        if (PosixAPI.posix().fallocate(descriptor, KEEP_SIZE, from, to - from) == 0) {
            return true;
        }
        final int error = PosixAPI.posix().lastError();
        if (error == NOT_SUPPORTED || error == NOT_IMPLEMENTED) {
            zeros = new ZeroSpace(file);
            return zeros.allocate(from, blank, to);
        }
        if (error == NO_SPACE || error == NO_QUOTA) {
            return false;
        }
        throw new IOException("no room could be taken for " + file + ": " + PosixAPI.posix().strerror(error));
    }

    @Override
    public void free(final long from, final long to) {
        if (zeros == null && to > from) {
            PosixAPI.posix().fallocate(descriptor, KEEP_SIZE | PUNCH_HOLE, from, to - from);
        }
    }

    @Override
    public void close() throws IOException {
        PosixAPI.posix().close(descriptor);
        if (zeros != null) {
            zeros.close();
        }
    }
}
