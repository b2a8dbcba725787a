package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.inkling.journal.ConfigurationCollector.Outcome;
import dev.inkling.journal.codec.ConfigKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A text goes into pieces and comes out again, or not at all. */
class ConfigurationTest {
    @Property(tries = 60)
    void shouldComeOutAsItWentIn(@ForAll @IntRange(max = 5000) final int bytes, @ForAll final long seed) {
        final byte[] text = text(bytes, seed);
        final List<UnsafeBuffer> frames = frames(ConfigKind.CATALOGUE, text);
        // 900 bytes a piece, rounded up; an empty text is one piece.
        assertEquals(Math.max(1, (bytes + 899) / 900), frames.size());
        assertEquals(frames.size(), ConfigurationWriter.pieces(bytes));
        final ConfigurationCollector collector = new ConfigurationCollector();
        for (int i = 0; i < frames.size(); i++) {
            assertEquals(FrameVerdict.OK, FrameStructure.check(frames.get(i), 0, frames.get(i).capacity()));
            final Outcome outcome = collector.onPiece(frames.get(i), 0);
            assertEquals(i == frames.size() - 1 ? Outcome.WHOLE : Outcome.MORE, outcome);
        }
        assertArrayEquals(text, collector.text());
        assertEquals(ConfigKind.CATALOGUE, collector.kind());
        assertEquals(TextHash.of(text), collector.digest());
    }

    @Test
    void shouldBreakOnAMissingPieceAndRecoverAtTheNextText() {
        final List<UnsafeBuffer> frames = frames(ConfigKind.RULES, text(2000, 1L));
        final ConfigurationCollector collector = new ConfigurationCollector();
        assertEquals(Outcome.BROKEN, collector.onPiece(frames.get(1), 0));
        assertEquals(Outcome.MORE, collector.onPiece(frames.get(0), 0));
        assertEquals(Outcome.BROKEN, collector.onPiece(frames.get(2), 0));
        assertEquals(Outcome.BROKEN, collector.onPiece(frames.get(1), 0));
        // A start that was cut off by a crash, then the whole text.
        assertEquals(Outcome.MORE, collector.onPiece(frames.get(0), 0));
        assertEquals(Outcome.MORE, collector.onPiece(frames.get(0), 0));
        assertEquals(Outcome.MORE, collector.onPiece(frames.get(1), 0));
        assertEquals(Outcome.WHOLE, collector.onPiece(frames.get(2), 0));
    }

    @Test
    void shouldNotMixTwoTexts() {
        final List<UnsafeBuffer> one = frames(ConfigKind.RULES, text(1800, 1L));
        final List<UnsafeBuffer> other = frames(ConfigKind.RULES, text(1800, 2L));
        final ConfigurationCollector collector = new ConfigurationCollector();
        assertEquals(Outcome.MORE, collector.onPiece(one.get(0), 0));
        assertEquals(Outcome.BROKEN, collector.onPiece(other.get(1), 0));
    }

    @Test
    void shouldBreakWhenTheHashDiffers() {
        final List<UnsafeBuffer> frames = frames(ConfigKind.RULES, text(1800, 1L));
        final int last = frames.get(0).capacity() - 1;
        frames.get(0).putByte(last, (byte) (frames.get(0).getByte(last) ^ 1));
        final ConfigurationCollector collector = new ConfigurationCollector();
        assertEquals(Outcome.MORE, collector.onPiece(frames.get(0), 0));
        assertEquals(Outcome.BROKEN, collector.onPiece(frames.get(1), 0));
    }

    @Test
    void shouldBoundTheText() {
        assertThrows(IllegalArgumentException.class,
            () -> new ConfigurationWriter(ConfigKind.RULES, new byte[(16 << 20) + 1]));
        final ConfigurationWriter longest = new ConfigurationWriter(ConfigKind.RULES, new byte[16 << 20]);
        assertTrue(longest.hasNext());
        final UnsafeBuffer frame = frames(ConfigKind.RULES, text(10, 1L)).get(0);
        // Text length at block offset 56 (behind prefix and digest): a claim of 2 GiB is refused, nothing that big is allocated.
        frame.putInt(Frames.HEADER_BYTES + 56, Integer.MAX_VALUE);
        assertEquals(Outcome.BROKEN, new ConfigurationCollector().onPiece(frame, 0));
    }

    private static List<UnsafeBuffer> frames(final ConfigKind kind, final byte[] text) {
        final ConfigurationWriter writer = new ConfigurationWriter(kind, text);
        final List<UnsafeBuffer> frames = new ArrayList<>();
        while (writer.hasNext()) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
            buffer.setMemory(0, Frames.MAX_FRAME_BYTES, (byte) 0x7F);
            final int length = writer.next(buffer, 0);
            frames.add(new UnsafeBuffer(buffer, 0, length));
        }
        assertFalse(writer.hasNext());
        return frames;
    }

    private static byte[] text(final int bytes, final long seed) {
        final byte[] text = new byte[bytes];
        new Random(seed).nextBytes(text);
        return text;
    }
}
