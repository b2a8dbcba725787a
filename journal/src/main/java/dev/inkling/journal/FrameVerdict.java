package dev.inkling.journal;

/** What a check of one frame found. Checks are made in this order and the first that fails is named. */
public enum FrameVerdict {
    /** It is whole and in its place. */
    OK,
    /** Shorter than the prefix, or cut short. */
    TOO_SHORT,
    /** Longer than {@link Frames#MAX_FRAME_BYTES}, or past the end of its buffer. */
    TOO_LONG,
    /** Another schema, a newer version, a template that is unknown or does not belong in this queue, or a wrong block length. */
    BAD_HEADER,
    /** The CRC32C differs: the bytes are not those that were written. */
    BAD_CRC,
    /** A group, a text or an enumeration does not fit the schema, or bytes follow the last text. */
    BAD_STRUCTURE,
    /** Salt, personal digest and personal part do not agree. */
    BAD_PERSONAL,
    /** The chain does not continue that of the frame before. */
    BAD_CHAIN,
    /** The sequence leaves a gap, repeats or goes back. */
    BAD_SEQUENCE,
    /** The epoch is 0 or goes back. */
    BAD_EPOCH,
    /** The time received goes back. */
    BAD_RECEIVED;

    private static final FrameVerdict[] ALL = values();

    /**
     * A verdict by its ordinal, without a copy of the values.
     *
     * @param ordinal of it
     * @return the verdict
     */
    static FrameVerdict of(final int ordinal) {
        return ALL[ordinal];
    }
}
