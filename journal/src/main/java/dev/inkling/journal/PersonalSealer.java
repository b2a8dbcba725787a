package dev.inkling.journal;

import java.nio.ByteOrder;
import java.util.function.LongSupplier;

import org.agrona.MutableDirectBuffer;

/**
 * Salts and digests the personal part of a moment's frame: the half of a seal that depends on no other frame, so that whoever wrote the
 * frame can do it on a thread of its own, and the one thread that appends need not. The frame must not change any more. Allocates nothing.
 * Not thread safe.
 */
public final class PersonalSealer {
    /** What {@link #seal} tells of a frame that is not sealed. */
    public static final int NOT_SEALED = 0;
    private static final int TEXT_COUNT_OFFSET = 2;

    private final LongSupplier salts;

    /**
     * A sealer.
     *
     * @param salts random numbers that nobody can foretell, never 0
     */
    public PersonalSealer(final LongSupplier salts) {
        this.salts = salts;
    }

    /**
     * Writes salt and digest into a frame's prefix.
     *
     * @param frame  holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return where the personal part begins, from the frame's first byte, for {@link FrameAppender#appendSealed};
     *     {@link #NOT_SEALED} when the frame is not sound: whoever appends it is told why
     */
    public int seal(final MutableDirectBuffer frame, final int offset, final int length) {
        final int personal = FrameStructure.personalOffset(frame, offset, length, false);
        if (personal <= 0) {
            return NOT_SEALED;
        }
        long salt = 0L;
        long digest = 0L;
        if (personal < length && frame.getShort(offset + personal + TEXT_COUNT_OFFSET, ByteOrder.LITTLE_ENDIAN) != 0) {
            salt = salts.getAsLong();
            digest = FrameChain.personal(frame, offset + personal, offset + length, salt);
        }
        frame.putLong(offset + Frames.SALT_OFFSET, salt, ByteOrder.LITTLE_ENDIAN);
        frame.putLong(offset + Frames.PERSONAL_DIGEST_OFFSET, digest, ByteOrder.LITTLE_ENDIAN);
        return personal;
    }
}
