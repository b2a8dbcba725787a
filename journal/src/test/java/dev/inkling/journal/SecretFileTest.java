package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret of a data folder on disk. */
class SecretFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldMakeASecretOnceAndKeepIt() {
        assertEquals(Optional.empty(), SecretFile.read(folder));
        final String secret = SecretFile.readOrCreate(folder);
        assertTrue(KeyMaker.isSecret(secret));
        assertEquals(secret, SecretFile.readOrCreate(folder));
        assertEquals(Optional.of(secret), SecretFile.read(folder));
        assertNotEquals(secret, SecretFile.readOrCreate(folder.resolve("another")));
    }

    @Test
    void shouldLetOnlyItsOwnerRead() throws IOException {
        SecretFile.readOrCreate(folder);
        final Path file = folder.resolve(SecretFile.NAME);
        Assumptions.assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldRefuseAFileThatHoldsSomethingElse() throws IOException {
        Files.writeString(folder.resolve(SecretFile.NAME), "short");
        final JournalException e = assertThrows(JournalException.class, () -> SecretFile.readOrCreate(folder));
        assertTrue(e.getMessage().contains(SecretFile.NAME), e.getMessage());
    }
}
