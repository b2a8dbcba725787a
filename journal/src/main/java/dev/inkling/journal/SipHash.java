package dev.inkling.journal;

import java.util.Objects;

import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * SipHash-2-4 with a result of 64 bits: a keyed hash that a sender who does not know the key cannot steer.
 *
 * <p>Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012. Stateless, any thread, nothing is
 * allocated.
 */
public final class SipHash {
    private static final long C0 = 0x736F6D6570736575L;
    private static final long C1 = 0x646F72616E646F6DL;
    private static final long C2 = 0x6C7967656E657261L;
    private static final long C3 = 0x7465646279746573L;

    private SipHash() {
    }

    /**
     * Hash of a range of an array.
     *
     * @param k0     bytes 0 to 7 of the key, little-endian
     * @param k1     bytes 8 to 15 of the key, little-endian
     * @param bytes  holds the input
     * @param offset of its first byte
     * @param length in bytes, from 0
     * @return the hash
     * @throws IndexOutOfBoundsException when the range is not within the array
     */
    public static long hash(final long k0, final long k1, final byte[] bytes, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return hash(k0, k1, bytes, BufferUtil.ARRAY_BASE_OFFSET + offset, length);
    }

    /**
     * Hash of a range of a buffer.
     *
     * @param k0     bytes 0 to 7 of the key, little-endian
     * @param k1     bytes 8 to 15 of the key, little-endian
     * @param buffer holds the input
     * @param offset of its first byte
     * @param length in bytes, from 0
     * @return the hash
     * @throws IndexOutOfBoundsException when the range is not within the buffer
     */
    public static long hash(final long k0, final long k1, final DirectBuffer buffer, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, buffer.capacity());
        return hash(k0, k1, buffer.byteArray(), buffer.addressOffset() + offset, length);
    }

    private static long hash(final long k0, final long k1, final Object base, final long address, final int length) {
        long v0 = C0 ^ k0;
        long v1 = C1 ^ k1;
        long v2 = C2 ^ k0;
        long v3 = C3 ^ k1;
        final int words = length >>> 3;
        // One block for each whole word, then the tail with the length in its top byte, then the four last rounds.
        for (int block = 0; block <= words + 1; block++) {
            final long m;
            final int rounds;
            if (block < words) {
                m = UnsafeApi.getLongUnaligned(base, address + ((long) block << 3), false);
                rounds = 2;
            } else if (block == words) {
                m = tail(base, address, length);
                rounds = 2;
            } else {
                m = 0;
                v2 ^= 0xFF;
                rounds = 4;
            }
            v3 ^= m;
            for (int round = 0; round < rounds; round++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long tail(final Object base, final long address, final int length) {
        long m = (long) length << 56;
        final int from = length & ~7;
        for (int i = length - 1; i >= from; i--) {
            m |= (UnsafeApi.getByte(base, address + i) & 0xFFL) << ((i - from) << 3);
        }
        return m;
    }
}
