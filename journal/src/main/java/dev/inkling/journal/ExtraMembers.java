package dev.inkling.journal;

import java.util.Arrays;

import org.agrona.MutableDirectBuffer;

/**
 * Keys of a moment that nobody interprets, as the members of one JSON object; each that does not fit behind those before it is left out.
 * Reused. All are held until the room is known, in at most {@link Limits#EXTRA_KEYS} × 1,025 bytes.
 */
final class ExtraMembers {
    /** Two braces, less the comma that the first member is held with and written without. */
    private static final int FRAMING = 1;

    private final int[] ends = new int[Limits.EXTRA_KEYS];
    private byte[] members = new byte[Frames.MAX_FRAME_BYTES];
    private int count;
    private boolean dropped;

    void clear() {
        count = 0;
        dropped = false;
    }

    void add(final byte[] member, final int offset, final int length) {
        if (count == ends.length || length > Frames.MAX_FRAME_BYTES) {
            dropped = true;
            return;
        }
        final int from = used();
        final int end = from + 1 + length;
        if (end > members.length) {
            members = Arrays.copyOf(members, Math.max(end, 2 * members.length));
        }
        members[from] = ',';
        System.arraycopy(member, offset, members, from + 1, length);
        ends[count++] = end;
    }

    void drop() {
        dropped = true;
    }

    boolean dropped() {
        return dropped;
    }

    private int used() {
        return count == 0 ? 0 : ends[count - 1];
    }

    /** Bytes of the object, 0 when there is none. */
    int length() {
        return count == 0 ? 0 : used() + FRAMING;
    }

    /** Keeps, first to last, each member that fits into what those kept before it leave of the room. */
    void fit(final int room) {
        final int given = count;
        int from = 0;
        count = 0;
        for (int i = 0; i < given; i++) {
            final int end = ends[i];
            final int kept = used();
            if (kept + end - from + FRAMING <= room) {
                System.arraycopy(members, from, members, kept, end - from);
                ends[count++] = kept + end - from;
            } else {
                dropped = true;
            }
            from = end;
        }
    }

    void write(final MutableDirectBuffer target, final int at) {
        final int length = used() - 1;
        target.putByte(at, (byte) '{');
        target.putBytes(at + 1, members, 1, length);
        target.putByte(at + 1 + length, (byte) '}');
    }
}
