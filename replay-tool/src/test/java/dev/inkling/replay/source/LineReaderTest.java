package dev.inkling.replay.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Lines out of bytes, however these arrive. */
class LineReaderTest {
    @Test
    void shouldEndLinesAtNewlineWithOrWithoutCarriageReturnAndAtTheEnd() throws Exception {
        assertEquals(List.of("a", "", "bc", "d"), lines("a\r\n\nbc\nd"));
        assertEquals(List.of("a"), lines("a\n"));
        assertEquals(List.of(), lines(""));
    }

    @Test
    void shouldLeaveOutAByteOrderMarkOnlyInFront() throws Exception {
        assertEquals(List.of("a", "\uFEFFb"), lines("\uFEFFa\n\uFEFFb\n"));
    }

    @Test
    void shouldCutALineAtTheBoundAndGoOnBehindIt() throws Exception {
        final String longest = "x".repeat(LineReader.MAX_LINE_BYTES);
        final LineReader reader = reader(longest + "\n" + longest + "y\nz\n");
        assertTrue(reader.next());
        assertEquals(longest, reader.text());
        assertTrue(reader.next());
        assertEquals(LineReader.MAX_LINE_BYTES, reader.length());
        assertThrows(BadLineException.class, reader::requireWhole);
        assertTrue(reader.next());
        assertEquals("z", reader.text());
        assertEquals(3, reader.number());
    }

    @Test
    void shouldSayNoToTextThatIsNotUtf8() throws Exception {
        final LineReader reader = new LineReader(new ByteArrayInputStream(new byte[] {'a', (byte) 0xFF, '\n', 'b'}));
        assertTrue(reader.next());
        assertThrows(BadLineException.class, reader::text);
        assertTrue(reader.next());
        assertEquals("b", reader.text());
    }

    @Test
    void shouldCallALineOfSpacesBlank() throws Exception {
        final LineReader reader = reader(" \t\n x");
        assertTrue(reader.next());
        assertTrue(reader.blank());
        assertTrue(reader.next());
        assertFalse(reader.blank());
    }

    @Property(tries = 200)
    void shouldReadTheSameLinesHoweverTheBytesArrive(@ForAll @Size(max = 20) final List<@IntRange(max = 300) Integer> lengths,
                                                     @ForAll @IntRange(min = 1, max = 50) final int chunk) throws Exception {
        final List<String> written = new ArrayList<>();
        for (final int length : lengths) {
            written.add("x".repeat(length));
        }
        final byte[] bytes = String.join("\n", written).concat(written.isEmpty() ? "" : "\n").getBytes(StandardCharsets.UTF_8);
        final LineReader reader = new LineReader(new Dripping(bytes, chunk));
        assertEquals(written, drain(reader));
    }

    private static List<String> lines(final String text) throws Exception {
        return drain(reader(text));
    }

    private static LineReader reader(final String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> drain(final LineReader reader) throws Exception {
        final List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(reader.text());
            assertEquals(lines.size(), reader.number());
        }
        return lines;
    }

    /** Gives a few bytes at a time, as a pipe may. */
    private static final class Dripping extends InputStream {
        private final ByteArrayInputStream in;
        private final int chunk;

        private Dripping(final byte[] bytes, final int chunk) {
            in = new ByteArrayInputStream(bytes);
            this.chunk = chunk;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(final byte[] into, final int offset, final int length) throws IOException {
            return in.read(into, offset, Math.min(length, chunk));
        }
    }
}
