package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret of a data folder on disk. */
class SecretFileTest {
    private static final String GIVEN = "00112233445566778899aabbccddeeff";
    private static final String OTHER = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void shouldMakeNoneWhereThereAreEventsOfAnother() {
        final JournalException refused = assertThrows(JournalException.class, () -> SecretFile.settle(folder, "", true));
        assertTrue(refused.getMessage().contains(SecretFile.NAME + " is missing"), refused.getMessage());
        assertEquals(Optional.empty(), SecretFile.read(folder));
        assertEquals(GIVEN, SecretFile.settle(folder, GIVEN, true));
        assertEquals(GIVEN, SecretFile.settle(folder, GIVEN, true));
    }

    @Test
    void shouldMakeASecretOnceAndKeepIt() {
        assertEquals(Optional.empty(), SecretFile.read(folder));
        final String secret = SecretFile.settle(folder, "", false);
        assertTrue(KeyMaker.isSecret(secret));
        assertEquals(secret, SecretFile.settle(folder, "", false));
        assertEquals(Optional.of(secret), SecretFile.read(folder));
        assertNotEquals(secret, SecretFile.settle(folder.resolve("another"), "", false));
    }

    @Test
    void shouldLetOnlyItsOwnerRead() throws IOException {
        SecretFile.settle(folder, "", false);
        final Path file = folder.resolve(SecretFile.NAME);
        Assumptions.assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldRefuseAFileThatHoldsSomethingElse() throws IOException {
        Files.writeString(folder.resolve(SecretFile.NAME), "short");
        final JournalException e = assertThrows(JournalException.class, () -> SecretFile.settle(folder, "", false));
        assertTrue(e.getMessage().contains(SecretFile.NAME), e.getMessage());
    }

    @Test
    void shouldRefuseAnotherSecretThanTheFoldersOwn() {
        final String own = SecretFile.settle(folder, "", false);
        assertEquals(own.toUpperCase(Locale.ROOT), SecretFile.settle(folder, own.toUpperCase(Locale.ROOT), false));
        assertRefused("--secret is not that of data folder " + folder, GIVEN);
        assertEquals(own, SecretFile.settle(folder, "", false));
    }

    @Test
    void shouldKnowAGivenSecretAgainWithoutKeepingIt() throws IOException {
        assertEquals(GIVEN, SecretFile.settle(folder, GIVEN, false));
        assertEquals(Optional.empty(), SecretFile.read(folder));
        assertFalse(Files.readString(folder.resolve(SecretFile.CHECK_NAME)).contains(GIVEN.substring(0, 8)));
        assertEquals(GIVEN, SecretFile.settle(folder, GIVEN, false));
        assertRefused("--secret is not that of data folder " + folder, OTHER);
        // A new secret of its own would be another as well.
        assertRefused("give it again with --secret", "");
        assertEquals(Optional.empty(), SecretFile.read(folder));
    }

    @Test
    void shouldAdoptAFolderWithoutACheck() throws IOException {
        Files.writeString(folder.resolve(SecretFile.NAME), OTHER + "\n");
        assertRefused("--secret is not that of data folder " + folder, GIVEN);
        assertEquals(OTHER, SecretFile.settle(folder, "", false));
        Files.writeString(folder.resolve(SecretFile.NAME), GIVEN + "\n");
        assertRefused("is not the one that the folder's events were made under", "");
    }

    private void assertRefused(final String expected, final String given) {
        final JournalException e = assertThrows(JournalException.class, () -> SecretFile.settle(folder, given, false));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }
}
