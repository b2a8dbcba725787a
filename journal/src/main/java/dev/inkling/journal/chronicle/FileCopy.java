package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/**
 * Copies files of which large parts may be nothing but zeros: these are skipped, so that they take no room in the copy either. What is
 * copied is on disk when a copy returns. Not thread safe.
 */
final class FileCopy {
    private static final int CHUNK_BYTES = 1 << 20;

    private final LongConsumer onBytes;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);

    /**
     * The content of a file: what stands in it up to its last byte that is not 0.
     *
     * @param usedBytes position behind that byte
     * @param crc       CRC32C of all before
     */
    record Content(long usedBytes, int crc) {
    }

    FileCopy(final LongConsumer onBytes) {
        this.onBytes = onBytes;
    }

    /**
     * Copies a file, to be read by no more people than it was; its owner alone may write to the copy besides.
     *
     * @param from to read
     * @param to   is not there yet
     * @return what was read, hence written
     * @throws IOException when one cannot be read or the other not written
     */
    Content copy(final Path from, final Path to) throws IOException {
        final boolean isPosix = from.getFileSystem().supportedFileAttributeViews().contains("posix");
        final FileAttribute<?>[] attributes = isPosix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(from))}
            : new FileAttribute<?>[0];
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
            FileChannel out = FileChannel.open(to, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            final long size = in.size();
            final Content content = read(in, size, out);
            if (out.size() < size) {
                out.write(ByteBuffer.allocate(1), size - 1);
            }
            out.force(true);
            return content;
        }
    }

    /** As those of the original, which its copier may only read; what is made of it is written to. */
    private static Set<PosixFilePermission> permissions(final Path original) throws IOException {
        final Set<PosixFilePermission> permissions = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        permissions.addAll(Files.getPosixFilePermissions(original));
        return permissions;
    }

    /**
     * Reads a file as {@link #copy} does, and copies nothing.
     *
     * @param file to read
     * @return what was read
     * @throws IOException when it cannot be read
     */
    Content read(final Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(in, in.size(), null);
        }
    }

    /** Bytes were copied by other means. */
    void onBytes(final long bytes) {
        onBytes.accept(bytes);
    }

    private Content read(final FileChannel in, final long size, final FileChannel out) throws IOException {
        final CRC32C crc = new CRC32C();
        long used = 0;
        long at = 0;
        while (at < size) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, size - at));
            final int read = in.read(chunk, at);
            if (read < 0) {
                break;
            }
            chunk.flip();
            if (chunk.mismatch(zeros.clear().limit(read)) >= 0) {
                trimZeros();
                skip(crc, at - used);
                crc.update(chunk.duplicate());
                used = at + chunk.limit();
                for (long to = at; out != null && chunk.hasRemaining();) {
                    to += out.write(chunk, to);
                }
            }
            at += read;
            onBytes.accept(read);
        }
        return new Content(used, (int) crc.getValue());
    }

    private void trimZeros() {
        int end = chunk.limit();
        while (chunk.get(end - 1) == 0) {
            end--;
        }
        chunk.limit(end);
    }

    /** Chunks that held nothing but zeros count once something follows. */
    private void skip(final CRC32C crc, final long count) {
        for (long left = count; left > 0; left -= CHUNK_BYTES) {
            crc.update(zeros.clear().limit((int) Math.min(CHUNK_BYTES, left)));
        }
    }
}
