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
    /** Name of the file by which the folder knows its secret again, be it kept there or given. */
    public static final String CHECK_NAME = "identity.check";

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
        final Optional<String> secret = readText(file);
        if (secret.isPresent() && !KeyMaker.isSecret(secret.get())) {
            throw new JournalException("identity secret " + file + " does not hold 32 hexadecimal digits; restore it from a copy");
        }
        return secret;
    }

    /**
     * The secret under which a data folder's events are made: the one given, else its own, made now when it has none. From the first time
     * on the folder knows the secret again, and refuses another: the same shopper would have two keys, and a duplicate would not be found.
     * To be called by the one who holds the folder's lock.
     *
     * @param dataFolder which; made when missing
     * @param given      32 hexadecimal digits, empty when none was given
     * @param hasEvents  whether there are events already, made under a secret that is not to be guessed
     * @return 32 hexadecimal digits
     * @throws JournalException when the folder's events were made under another secret, or that is missing, or a file cannot be read or
     *                          written, or holds something else
     */
    public static String settle(final Path dataFolder, final String given, final boolean hasEvents) {
        final Path checkFile = dataFolder.resolve(CHECK_NAME);
        final Optional<String> own = read(dataFolder);
        final Optional<String> check = readText(checkFile);
        if (given.isEmpty() && own.isEmpty() && check.isPresent()) {
            throw new JournalException("the secret of data folder " + dataFolder + " was given at its first start and is not kept there;"
                + " give it again with --secret");
        }
        if (given.isEmpty() && own.isEmpty() && hasEvents) {
            throw new JournalException("identity secret " + dataFolder.resolve(NAME) + " is missing, and there are events that were made "
                + "under it: under another no duplicate of them could be told; restore it from a copy, or give it with --secret");
        }
        final String secret = given.isEmpty() ? own.orElseGet(SecretFile::random) : given;
        // Folders of earlier days have no check, but most have a secret of their own.
        final String expected = check.orElse(own.map(SecretFile::check).orElse(""));
        if (!expected.isEmpty() && !expected.equals(check(secret))) {
            throw new JournalException(given.isEmpty()
                ? "identity secret " + dataFolder.resolve(NAME) + " is not the one that the folder's events were made under;"
                    + " restore it from a copy, or give that one with --secret"
                : "--secret is not that of data folder " + dataFolder + ", whose events were made under another one; give that, or take"
                    + " another folder");
        }
        if (given.isEmpty() && own.isEmpty()) {
            write(dataFolder.resolve(NAME), secret);
        }
        if (check.isEmpty()) {
            write(checkFile, check(secret));
        }
        return secret;
    }

    /**
     * Gives a standby's folder the secret of the one that it follows, and the file by which that is known again, where it has none of its
     * own. To be called before {@link #settle} by the one who holds the standby's lock.
     *
     * @param followed   data folder that is followed
     * @param dataFolder of the standby
     * @throws JournalException when the folder followed has neither yet, the standby's is of another secret, or a file cannot be read or
     *                          written
     */
    public static void takeOver(final Path followed, final Path dataFolder) {
        final Optional<String> secret = read(followed);
        final Optional<String> check = readText(followed.resolve(CHECK_NAME)).or(() -> secret.map(SecretFile::check));
        if (check.isEmpty()) {
            throw new JournalException("data folder " + followed + " has no identity secret yet; serve it once, then follow it");
        }
        final Optional<String> own = readText(dataFolder.resolve(CHECK_NAME)).or(() -> read(dataFolder).map(SecretFile::check));
        if (own.isPresent() && !own.equals(check)) {
            throw new JournalException("data folder " + dataFolder + " was made under another secret than " + followed
                + "; follow with an empty one");
        }
        if (secret.isPresent() && read(dataFolder).isEmpty()) {
            write(dataFolder.resolve(NAME), secret.get());
        }
        if (own.isEmpty()) {
            write(dataFolder.resolve(CHECK_NAME), check.get());
        }
    }

    private static String random() {
        final byte[] random = new byte[KeyMaker.SECRET_DIGITS / 2];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String check(final String secret) {
        return HexFormat.of().toHexDigits(new KeyMaker(secret).check());
    }

    private static Optional<String> readText(final Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new JournalException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(final Path file, final String text) {
        try {
            Folders.create(file.getParent());
            final Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(unfinished);
            writeForOwner(unfinished, text + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            // Before any event is acknowledged as synced: without the secret its duplicate could not be told.
            Folders.force(file.toAbsolutePath().getParent());
        } catch (final IOException e) {
            throw new JournalException(file + " cannot be written: " + e.getMessage(), e);
        }
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
