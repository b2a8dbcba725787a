package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a text stops being UTF-8. */
class TextPlaceTest {
    private static byte[] broken(final String before, final int... bytes) {
        final byte[] utf8 = before.getBytes(StandardCharsets.UTF_8);
        final byte[] all = Arrays.copyOf(utf8, utf8.length + bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            all[utf8.length + i] = (byte) bytes[i];
        }
        return all;
    }

    @Test
    void shouldCountLinesAndCodePoints() {
        assertNull(TextPlace.firstInvalid("a\n\u00f6\uD83D\uDE00".getBytes(StandardCharsets.UTF_8)));
        assertEquals(new TextPlace(1, 1), TextPlace.firstInvalid(broken("", 0xFF)));
        assertEquals(new TextPlace(1, 4), TextPlace.firstInvalid(broken("a\u00f6\uD83D\uDE00", 0xF6, 'x')));
        assertEquals(new TextPlace(4, 2), TextPlace.firstInvalid(broken("one\r\ntwo\nthree\ra", 0xC3)));
        assertEquals(new TextPlace(2, 1), TextPlace.firstInvalid(broken("one\r", 0xC3, 0x28)));
    }

    @Test
    void shouldNameTheFile(@TempDir final Path folder) throws Exception {
        final Path file = folder.resolve("r.yaml");
        Files.write(file, broken("a: ", 0xE9));
        assertEquals(file + ":1:4: not UTF-8; expected a text in UTF-8",
            assertThrows(NotUtf8Exception.class, () -> TextPlace.read(file)).getMessage());
        Files.writeString(file, "a: \u00e9");
        assertEquals("a: \u00e9", TextPlace.read(file));
    }
}
