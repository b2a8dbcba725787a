package dev.inkling.journal;

import org.agrona.MutableDirectBuffer;

/** Keys of a moment that nobody interprets, as the members of one JSON object; what does not fit is left out, last first. Reused. */
final class ExtraMembers {
    private static final int BRACES = 2;

    private final byte[] members = new byte[Frames.MAX_FRAME_BYTES];
    private final int[] ends = new int[Limits.EXTRA_KEYS];
    private int count;
    private boolean dropped;

    void clear() {
        count = 0;
        dropped = false;
    }

    void add(final byte[] member, final int offset, final int length) {
        final int from = count == 0 ? 0 : ends[count - 1];
        final int comma = count == 0 ? 0 : 1;
        if (dropped || count == ends.length || from + comma + length > members.length) {
            dropped = true;
            return;
        }
        members[from] = ',';
        System.arraycopy(member, offset, members, from + comma, length);
        ends[count++] = from + comma + length;
    }

    void drop() {
        dropped = true;
    }

    boolean dropped() {
        return dropped;
    }

    /** Bytes of the object, 0 when there is none. */
    int length() {
        return count == 0 ? 0 : ends[count - 1] + BRACES;
    }

    /** Leaves out last members until the object fits. */
    void fit(final int room) {
        while (count > 0 && length() > room) {
            count--;
            dropped = true;
        }
    }

    void write(final MutableDirectBuffer target, final int at) {
        final int length = ends[count - 1];
        target.putByte(at, (byte) '{');
        target.putBytes(at + 1, members, 0, length);
        target.putByte(at + 1 + length, (byte) '}');
    }
}
