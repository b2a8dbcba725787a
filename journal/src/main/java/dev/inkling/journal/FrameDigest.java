package dev.inkling.journal;

import java.util.Objects;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * A fast 64-bit digest: XXH64 as its specification gives it (Yann Collet, "XXH64 algorithm description", xxHash, doc/xxhash_spec.md).
 * It proves that bytes are equal and in order; it is no proof against somebody who means to forge. Stateless, allocates
 * nothing, may be called by any thread.
 */
public final class FrameDigest {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE_BYTES = 32;

    private FrameDigest() {
    }

    /**
     * Digest of a range.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes, 0 or more
     * @param seed   any value
     * @return XXH64 of the bytes under the seed
     * @throws IndexOutOfBoundsException when the range is not within the buffer
     */
    public static long of(final DirectBuffer buffer, final int offset, final int length, final long seed) {
        Objects.checkFromIndexSize(offset, length, buffer.capacity());
        return of(buffer.byteArray(), buffer.addressOffset() + offset, length, seed);
    }

    private static long of(final Object base, final long address, final int length, final long seed) {
        final long end = address + length;
        long at = address;
        long hash;
        if (length >= STRIPE_BYTES) {
            long a = seed + PRIME_1 + PRIME_2;
            long b = seed + PRIME_2;
            long c = seed;
            long d = seed - PRIME_1;
            final long lastStripe = end - STRIPE_BYTES;
            do {
                a = round(a, word(base, at));
                b = round(b, word(base, at + 8));
                c = round(c, word(base, at + 16));
                d = round(d, word(base, at + 24));
                at += STRIPE_BYTES;
            } while (at <= lastStripe);
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merge(merge(merge(merge(hash, a), b), c), d);
        } else {
            hash = seed + PRIME_5;
        }
        hash += length;
        return avalanche(tail(base, at, end, hash));
    }

    /**
     * Stirs one word into a digest: the step by which XXH64 takes eight single bytes at its end.
     *
     * @param hash so far
     * @param word to add
     * @return the digest with the word in it
     */
    public static long mix(final long hash, final long word) {
        return Long.rotateLeft(hash ^ round(0L, word), 27) * PRIME_1 + PRIME_4;
    }

    private static long tail(final Object base, final long from, final long end, final long start) {
        long at = from;
        long hash = start;
        for (; at + 8 <= end; at += 8) {
            hash = mix(hash, word(base, at));
        }
        if (at + 4 <= end) {
            hash ^= (UnsafeApi.getIntUnaligned(base, at, false) & 0xFFFF_FFFFL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < end; at++) {
            hash ^= (UnsafeApi.getByte(base, at) & 0xFFL) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return hash;
    }

    private static long avalanche(final long value) {
        long hash = value;
        hash ^= hash >>> 33;
        hash *= PRIME_2;
        hash ^= hash >>> 29;
        hash *= PRIME_3;
        return hash ^ (hash >>> 32);
    }

    private static long round(final long lane, final long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(final long hash, final long lane) {
        return (hash ^ round(0L, lane)) * PRIME_1 + PRIME_4;
    }

    private static long word(final Object base, final long at) {
        return UnsafeApi.getLongUnaligned(base, at, false);
    }
}
