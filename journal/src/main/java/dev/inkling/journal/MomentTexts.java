package dev.inkling.journal;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.codec.TextKind;

/**
 * Texts of the moment being written, each in a slot of its own: at most {@link #SLOT_BYTES} of valid UTF-8, and whether more was given.
 * Reused, not thread safe.
 */
final class MomentTexts {
    /** Kinds that have a slot: all that a sender gives. */
    static final int KINDS = TextKind.EXPERIMENT.value() + 1;
    /** First of the descriptive strings; they are cut from the last kind down to this one. */
    static final int FIRST_STRING = TextKind.ELEMENT.value();

    private static final int SLOT_SHIFT = 8;
    private static final int SLOT_BYTES = 1 << SLOT_SHIFT;

    private final byte[] bytes = new byte[KINDS << SLOT_SHIFT];
    private final int[] lengths = new int[KINDS];
    private int cut;

    void clear() {
        for (int kind = 0; kind < KINDS; kind++) {
            lengths[kind] = 0;
        }
        cut = 0;
    }

    void set(final int kind, final byte[] utf8, final int offset, final int length) {
        final int kept = Utf8.floor(utf8, offset, length, SLOT_BYTES);
        if (Utf8.firstInvalid(utf8, offset, kept) >= 0) {
            final byte[] repaired = new String(utf8, offset, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            set(kind, repaired, 0, repaired.length);
            return;
        }
        System.arraycopy(utf8, offset, bytes, at(kind), kept);
        lengths[kind] = kept;
        cut = kept < length ? cut | 1 << kind : cut & ~(1 << kind);
    }

    void shorten(final int kind, final int most) {
        lengths[kind] = Utf8.floor(bytes, at(kind), lengths[kind], most);
        cut |= 1 << kind;
    }

    /** Takes a text back as if it had never been given. */
    void remove(final int kind) {
        lengths[kind] = 0;
        cut &= ~(1 << kind);
    }

    /** Whether less is kept than was given. */
    boolean isCut(final int kind) {
        return (cut & 1 << kind) != 0;
    }

    boolean anyCut() {
        return cut != 0;
    }

    int length(final int kind) {
        return lengths[kind];
    }

    byte[] bytes() {
        return bytes;
    }

    int at(final int kind) {
        return kind << SLOT_SHIFT;
    }

    int codePoints(final int kind) {
        int count = 0;
        for (int i = at(kind); i < at(kind) + lengths[kind]; i++) {
            count += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    long hash(final int kind) {
        return TextHash.of(bytes, at(kind), lengths[kind]);
    }
}
