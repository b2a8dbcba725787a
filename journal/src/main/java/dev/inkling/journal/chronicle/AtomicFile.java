package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.inkling.journal.Folders;

/** Small files that are either as they were or as they shall be, whenever the power goes. */
final class AtomicFile {
    private AtomicFile() {
    }

    /**
     * Writes a file whole: beside it, forced, renamed over it, the folder forced.
     *
     * @param file to write
     * @param text of it
     * @throws IOException when it could not be written; then the file is as it was
     */
    static void write(final Path file, final String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file whole, as {@link #write(Path, String)} does.
     *
     * @param file    to write
     * @param content of it
     * @throws IOException when it could not be written; then the file is as it was
     */
    static void write(final Path file, final byte[] content) throws IOException {
        final Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
            final ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (final IOException e) {
            Files.deleteIfExists(beside);
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.toAbsolutePath().getParent());
    }

    /**
     * Makes the names in a folder survive a loss of power.
     *
     * @param folder which
     * @throws IOException when the medium refused
     */
    static void forceFolder(final Path folder) throws IOException {
        Folders.force(folder);
    }
}
