package dev.inkling.journal.json;

import dev.inkling.journal.Frames;
import dev.inkling.journal.Limits;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.PersonalMask;
import dev.inkling.journal.Utf8;

/**
 * Keys of one event that are not interpreted: where in the body each member stands. The last of equal names counts, and one in
 * {@code details} before one at top level. Reused, not thread safe.
 */
final class Extras {
    private static final byte[] DETAILS_OPEN = Utf8.bytes("\"details\":{");
    private static final int ROOM = Frames.MAX_FRAME_BYTES;

    private final String[] names = new String[Limits.EXTRA_KEYS];
    private final int[] levels = new int[Limits.EXTRA_KEYS];
    private final int[] froms = new int[Limits.EXTRA_KEYS];
    private final int[] tos = new int[Limits.EXTRA_KEYS];
    private final byte[] member = new byte[ROOM + DETAILS_OPEN.length + 1];
    private int count;
    private boolean dropped;

    void clear() {
        count = 0;
        dropped = false;
    }

    void clearDetails() {
        for (int i = 0; i < count; i++) {
            if (levels[i] == Seen.DETAILS) {
                tos[i] = froms[i];
            }
        }
    }

    /** Keeps a member; one of no bytes takes back what the same name said before. */
    void put(final int level, final String name, final int from, final int to) {
        int i = find(level, name);
        if (i == count) {
            if (from == to) {
                return;
            }
            if (count == names.length) {
                dropped = true;
                return;
            }
            names[count] = name;
            levels[count++] = level;
        }
        froms[i] = from;
        tos[i] = to;
    }

    private int find(final int level, final String name) {
        int i = 0;
        while (i < count && (levels[i] != level || !names[i].equals(name))) {
            i++;
        }
        return i;
    }

    /** Hands the members that count to the writer, compact and with personal values masked. */
    void writeTo(final MomentWriter writer, final byte[] body) {
        for (int i = 0; i < count; i++) {
            if (tos[i] > froms[i] && !isOverruled(i)) {
                // A key `details` within details would be read differently at top level, so it stays within details.
                write(writer, body, froms[i], tos[i], names[i].equals(MomentJsonReader.DETAILS_KEY));
            }
        }
        if (dropped) {
            writer.extraDropped();
        }
    }

    private boolean isOverruled(final int index) {
        if (levels[index] == Seen.DETAILS) {
            return false;
        }
        final int inDetails = find(Seen.DETAILS, names[index]);
        return inDetails < count && tos[inDetails] > froms[inDetails];
    }

    private void write(final MomentWriter writer, final byte[] body, final int from, final int to, final boolean nested) {
        final int at = nested ? DETAILS_OPEN.length : 0;
        final int length = PersonalMask.copy(body, from, to - from, true, member, at, ROOM);
        if (length == ROOM) {
            writer.extraDropped();
            return;
        }
        if (nested) {
            System.arraycopy(DETAILS_OPEN, 0, member, 0, at);
            member[at + length] = '}';
        }
        writer.extra(member, 0, nested ? at + length + 1 : length);
    }
}
