package dev.inkling.ingest.udp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

import dev.inkling.journal.SipHash;

/**
 * The tag of a datagram: SipHash-2-4 of the datagram without the tag, under the identity secret (its 16 bytes as two little-endian halves).
 * It proves that the sender knows the secret.
 */
final class DatagramTag {
    private final long k0;
    private final long k1;

    /**
     * Checks tags under a secret.
     *
     * @param secretHex 32 hex digits
     */
    DatagramTag(final String secretHex) {
        final ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(secretHex)).order(ByteOrder.LITTLE_ENDIAN);
        k0 = key.getLong();
        k1 = key.getLong();
    }

    /**
     * Checks a tagged datagram.
     *
     * @param bytes  holds it; its head is moved over the tag, which makes one piece of what the tag covers
     * @param length in bytes, tag included
     * @return whether the tag is right
     */
    boolean matches(final byte[] bytes, final int length) {
        final long sent = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(BinaryReader.HEAD_BYTES);
        System.arraycopy(bytes, 0, bytes, BinaryReader.TAG_BYTES, BinaryReader.HEAD_BYTES);
        return SipHash.hash(k0, k1, bytes, BinaryReader.TAG_BYTES, length - BinaryReader.TAG_BYTES) == sent;
    }
}
