package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room is taken and given back, and what is in the file stays. */
class FileSpaceTest {
    private static final byte[] WRITTEN = "what was written".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 1 << 20;
    /** Behind what was written. */
    private static final int BLANK = 4096;

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatIsInTheFileWithTheSystemsRoom() throws IOException {
        final Path file = file();
        try (FileSpace space = PosixSpace.open(file.toFile())) {
            keeps(space, file);
        }
    }

    @Test
    void shouldKeepWhatIsInTheFileWithZeros() throws IOException {
        final Path file = file();
        try (FileSpace space = new ZeroSpace(file.toFile())) {
            keeps(space, file);
        }
    }

    private Path file() throws IOException {
        final Path file = folder.resolve("file");
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.write(WRITTEN);
            made.setLength(LENGTH);
        }
        return file;
    }

    private static void keeps(final FileSpace space, final Path file) throws IOException {
        final byte[] expected = Arrays.copyOf(WRITTEN, LENGTH);
        assertTrue(space.allocate(0, BLANK, LENGTH / 2));
        assertTrue(space.allocate(LENGTH / 2, LENGTH / 2, LENGTH));
        assertArrayEquals(expected, Files.readAllBytes(file));
        space.free(LENGTH / 2, LENGTH);
        assertArrayEquals(expected, Files.readAllBytes(file));
        assertEquals(LENGTH, Files.size(file));
    }
}
