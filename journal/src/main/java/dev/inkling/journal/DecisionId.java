package dev.inkling.journal;

/**
 * A decision's own id, {@code sequence.ordinal}: the sequence of the event that caused it, and which decision of that event it is.
 * Stateless, any thread.
 */
public final class DecisionId {
    /** No decision. */
    public static final long NONE = 0;

    private static final int ORDINAL_BITS = 16;
    private static final long MAX_SEQUENCE = (1L << 48) - 1;
    private static final int MAX_ORDINAL = (1 << ORDINAL_BITS) - 1;

    private DecisionId() {
    }

    /**
     * Reads an id. Allocates nothing.
     *
     * @param text   holds both numbers in decimal without leading zeros
     * @param offset of its first byte
     * @param length in bytes
     * @return sequence in the upper 48 bits, ordinal in the lower 16; {@link #NONE} when it is no decision's id
     */
    public static long parse(final byte[] text, final int offset, final int length) {
        final int end = offset + length;
        long sequence = 0;
        long ordinal = -1;
        int from = offset;
        for (int i = offset; i < end; i++) {
            final int c = text[i];
            if (c == '.' && ordinal < 0 && i > offset) {
                ordinal = 0;
                from = i + 1;
            } else if (c < '0' || c > '9' || i > from && text[from] == '0') {
                return NONE;
            } else if (ordinal < 0) {
                sequence = sequence * 10 + c - '0';
            } else {
                ordinal = ordinal * 10 + c - '0';
            }
            if (sequence > MAX_SEQUENCE || ordinal > MAX_ORDINAL) {
                return NONE;
            }
        }
        return ordinal < 0 || from == end || sequence == 0 ? NONE : sequence << ORDINAL_BITS | ordinal;
    }

    /**
     * Writes an id.
     *
     * @param sequence of the event that caused the decision
     * @param ordinal  which decision of that event, from 0
     * @return {@code sequence.ordinal}
     */
    public static String format(final long sequence, final int ordinal) {
        return Long.toUnsignedString(sequence) + '.' + ordinal;
    }

    /**
     * Writes an id that {@link #parse} read.
     *
     * @param packed sequence in the upper 48 bits, ordinal in the lower 16
     * @return {@code sequence.ordinal}
     */
    public static String format(final long packed) {
        return format(packed >>> ORDINAL_BITS, (int) packed & MAX_ORDINAL);
    }
}
