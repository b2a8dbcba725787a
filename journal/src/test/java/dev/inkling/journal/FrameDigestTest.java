package dev.inkling.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The digest against published values of XXH64. */
class FrameDigestTest {
    @Test
    void shouldGiveThePublishedValues() {
        // Widely published values of XXH64 under seed 0.
        assertEquals(0xEF46DB3751D8E999L, digest("", 0));
        assertEquals(0xD24EC4F1A98C6E5BL, digest("a", 0));
        assertEquals(0x44BC2CF5AD770999L, digest("abc", 0));
        // 43 bytes: one stripe of 32, a word of 8 and 3 single bytes.
        assertEquals(0x0B242D361FDA71BCL, digest("The quick brown fox jumps over the lazy dog", 0));
    }

    @Test
    void shouldAgreeWithTheReferenceAtEveryLength() {
        final byte[] bytes = new byte[101];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + 1);
        }
        long all = 0L;
        for (int length = 0; length <= bytes.length; length++) {
            all = all * 31 + FrameDigest.of(new UnsafeBuffer(bytes), 0, length, 42L);
        }
        // The same sum over XXH64 of the reference implementation, by way of python-xxhash 4.0.1.
        assertEquals(0xAD8C4984D3299DA8L, all);
    }

    @Property(tries = 300)
    void shouldDependOnEveryByteAndTheSeed(@ForAll @Size(min = 1, max = 200) final byte[] bytes, @ForAll final long seed,
                                           @ForAll final int place) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final long before = FrameDigest.of(buffer, 0, bytes.length, seed);
        assertNotEquals(before, FrameDigest.of(buffer, 0, bytes.length, seed + 1));
        bytes[Math.floorMod(place, bytes.length)] ^= 1;
        assertNotEquals(before, FrameDigest.of(buffer, 0, bytes.length, seed));
    }

    private static long digest(final String text, final long seed) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        final UnsafeBuffer shifted = new UnsafeBuffer(new byte[bytes.length + 3]);
        shifted.putBytes(3, bytes);
        return FrameDigest.of(shifted, 3, bytes.length, seed);
    }
}
