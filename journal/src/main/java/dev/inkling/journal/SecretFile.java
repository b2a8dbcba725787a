package dev.inkling.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The identity secret of a data folder, made at the first start when none is given. Whoever has it can tell which ids stand behind the
 * keys, and whoever loses it cannot make the same keys again: only its owner may read it, and it is written whole or not at all.
 */
public final class SecretFile {
    /** Name of the file in the data folder. */
    public static final String NAME = "identity.secret";

    private SecretFile() {
    }

    /**
     * The secret of a data folder, if it has one.
     *
     * @param dataFolder which
     * @return 32 hexadecimal digits
     * @throws JournalException when the file cannot be read or holds something else
     */
    public static Optional<String> read(final Path dataFolder) {
        final Path file = dataFolder.resolve(NAME);
        try {
            final String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!KeyMaker.isSecret(secret)) {
                throw new JournalException("identity secret " + file + " does not hold 32 hexadecimal digits; restore it from a copy");
            }
            return Optional.of(secret);
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new JournalException("identity secret " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The secret of a data folder, made now when it has none. To be called by the one who holds the folder's lock.
     *
     * @param dataFolder which; made when missing
     * @return 32 hexadecimal digits
     * @throws JournalException when the file cannot be read or written, or holds something else
     */
    public static String readOrCreate(final Path dataFolder) {
        return read(dataFolder).orElseGet(() -> create(dataFolder));
    }

    private static String create(final Path dataFolder) {
        final byte[] random = new byte[KeyMaker.SECRET_DIGITS / 2];
        new SecureRandom().nextBytes(random);
        final String secret = HexFormat.of().formatHex(random);
        final Path file = dataFolder.resolve(NAME);
        try {
            Files.createDirectories(dataFolder);
            final Path unfinished = dataFolder.resolve(NAME + ".new");
            Files.deleteIfExists(unfinished);
            writeForOwner(unfinished, secret + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new JournalException("identity secret " + file + " cannot be written: " + e.getMessage(), e);
        }
        return secret;
    }

    private static void writeForOwner(final Path file, final String text) throws IOException {
        final boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        final FileAttribute<?>[] ownerOnly = posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            final ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
