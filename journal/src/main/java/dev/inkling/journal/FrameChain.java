package dev.inkling.journal;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/** The two digests of a frame, as {@code frames.xml} defines them. Stateless, allocates nothing, any thread. */
final class FrameChain {
    private static final long NEVER_ZERO = 1L;

    private FrameChain() {
    }

    /**
     * Chain of a frame: header, epoch, sequence and received are stirred into the chain before, and that is the seed of a digest
     * over the rest of the deciding part.
     *
     * @param frame          from index 0, all but chain, salt and CRC in place
     * @param personalOffset where the deciding part ends
     * @param previous       chain of the frame before, 0 before the first
     * @return the chain
     */
    static long next(final DirectBuffer frame, final int personalOffset, final long previous) {
        long seed = FrameDigest.mix(previous, frame.getLong(0, ByteOrder.LITTLE_ENDIAN));
        seed = FrameDigest.mix(seed, Frames.epoch(frame, 0) & 0xFFFF_FFFFL);
        seed = FrameDigest.mix(seed, Frames.sequence(frame, 0));
        seed = FrameDigest.mix(seed, Frames.received(frame, 0));
        return FrameDigest.of(frame, Frames.PERSONAL_DIGEST_OFFSET, personalOffset - Frames.PERSONAL_DIGEST_OFFSET, seed);
    }

    /**
     * Digest of salt and personal part; 0 means that there is none, so a digest that happens to be 0 becomes 1.
     *
     * @param frame          from index 0
     * @param personalOffset where the personal part begins
     * @param length         of the frame
     * @param salt           of the frame
     * @return the digest, never 0
     */
    static long personal(final DirectBuffer frame, final int personalOffset, final int length, final long salt) {
        final long digest = FrameDigest.of(frame, personalOffset, length - personalOffset, salt);
        return digest == 0L ? NEVER_ZERO : digest;
    }
}
