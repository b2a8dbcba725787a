package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** UTF-8 by hand, against the library. */
class Utf8Test {
    private static boolean libraryAccepts(final byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (final CharacterCodingException e) {
            return false;
        }
    }

    @Property(tries = 2000)
    void shouldAgreeWithTheLibraryOnWhatIsValid(@ForAll @Size(max = 24) final byte[] bytes) {
        assertEquals(libraryAccepts(bytes), Utf8.firstInvalid(bytes, 0, bytes.length) < 0);
    }

    @Test
    void shouldAgreeWithTheLibraryOnEveryPairOfLeadingBytes() {
        for (int pair = 0; pair < 0x10000; pair++) {
            for (int tail = 0; tail <= 2; tail++) {
                final byte[] bytes = new byte[2 + tail];
                Arrays.fill(bytes, (byte) 0x80);
                bytes[0] = (byte) (pair >> 8);
                bytes[1] = (byte) pair;
                assertEquals(libraryAccepts(bytes), Utf8.firstInvalid(bytes, 0, bytes.length) < 0, () -> Arrays.toString(bytes));
            }
        }
    }

    @Test
    void shouldPointAtTheBrokenSequence() {
        final byte[] bytes = "0123456789äx".getBytes(StandardCharsets.UTF_8);
        assertEquals(-1, Utf8.firstInvalid(bytes, 0, bytes.length));
        bytes[11] = 'y';
        assertEquals(10, Utf8.firstInvalid(bytes, 0, bytes.length));
    }

    @Property(tries = 1000)
    void shouldEncodeLikeTheLibraryButForLoneSurrogates(@ForAll final char[] chars) {
        final byte[] target = new byte[chars.length * 3];
        final int length = Utf8.encode(chars, 0, chars.length, target, 0);
        final byte[] expected = Utf8.wellFormed(new String(chars)).getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(expected, Arrays.copyOf(target, length));
        assertEquals(-1, Utf8.firstInvalid(expected, 0, expected.length));
    }

    @Test
    void shouldReplaceLoneSurrogates() {
        assertEquals("a\uFFFDb", Utf8.wellFormed("a\uD800b"));
        assertEquals("\uFFFD\uFFFD", Utf8.wellFormed("\uDC00\uD800"));
        final String pair = "x\uD83D\uDE00";
        assertSame(pair, Utf8.wellFormed(pair));
    }

    @Test
    void shouldCutAtACodePoint() {
        final byte[] bytes = "aä€😀".getBytes(StandardCharsets.UTF_8);
        // 1 + 2 + 3 + 4 bytes: code points end at 1, 3, 6 and 10.
        final int[] expected = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
        for (int most = 0; most < expected.length; most++) {
            assertEquals(expected[most], Utf8.floor(bytes, 0, bytes.length, most), "at most " + most);
        }
    }
}
