package dev.inkling.journal.json;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.inkling.journal.Utf8;

/**
 * Values of the interpreted keys of one event, as they stood at top level and in {@code details}. They are sorted out when the event is
 * whole, since what wins may come first or last. Reused, not thread safe.
 */
final class Seen {
    /** Level of the event itself. */
    static final int TOP = 0;
    /** Level of {@code details}. */
    static final int DETAILS = 1;
    static final byte ABSENT = 0;
    static final byte TEXT = 1;
    static final byte NUMBER = 2;
    static final byte BOOLEAN = 3;
    static final byte OBJECT = 4;
    static final byte ARRAY = 5;
    static final byte NOT_FINITE = 6;
    static final String NOT_FINITE_REASON = "not a finite number";

    private static final int KEYS = Key.count();
    private static final int CHAR_BYTES = 3;

    private final byte[] types = new byte[2 * KEYS];
    private final int[] offsets = new int[2 * KEYS];
    private final int[] lengths = new int[2 * KEYS];
    private final int[] memberFrom = new int[2 * KEYS];
    private final int[] memberTo = new int[2 * KEYS];
    private byte[] bytes = new byte[4096];
    private int used;

    void clear() {
        Arrays.fill(types, ABSENT);
        used = 0;
    }

    void clearDetails() {
        Arrays.fill(types, KEYS, 2 * KEYS, ABSENT);
    }

    /**
     * Takes the value at which the parser stands; null is absent, and so is a text of no characters where any text would do. The parser is
     * left there: what an object or an array holds is to be skipped.
     */
    void put(final int level, final Key key, final JsonParser parser, final JsonToken token) throws IOException {
        final int slot = level * KEYS + key.ordinal();
        switch (token) {
            case VALUE_STRING -> types[slot] = copy(slot, parser) == 0 && key.isAnyText() ? ABSENT : TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                copy(slot, parser);
                types[slot] = StrictJson.isNotFinite(parser, token) ? NOT_FINITE : NUMBER;
            }
            case START_OBJECT -> types[slot] = OBJECT;
            case START_ARRAY -> types[slot] = ARRAY;
            case VALUE_TRUE, VALUE_FALSE -> types[slot] = BOOLEAN;
            default -> types[slot] = ABSENT;
        }
    }

    private int copy(final int slot, final JsonParser parser) throws IOException {
        final char[] chars = parser.getTextCharacters();
        final int count = parser.getTextLength();
        if (bytes.length - used < count * CHAR_BYTES) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + count * CHAR_BYTES));
        }
        offsets[slot] = used;
        lengths[slot] = Utf8.encode(chars, parser.getTextOffset(), count, bytes, used);
        used += lengths[slot];
        return lengths[slot];
    }

    /** Notes where in the body an alias and its value stand, should they have to be kept uninterpreted. */
    void member(final int level, final Key key, final int from, final int to) {
        memberFrom[level * KEYS + key.ordinal()] = from;
        memberTo[level * KEYS + key.ordinal()] = to;
    }

    /** Level whose value of a key counts, -1 when there is none. */
    int level(final Key key) {
        return types[KEYS + key.ordinal()] != ABSENT ? DETAILS : types[key.ordinal()] != ABSENT ? TOP : -1;
    }

    byte type(final int level, final Key key) {
        return types[level * KEYS + key.ordinal()];
    }

    /** Holds texts, and numbers as sent. */
    byte[] bytes() {
        return bytes;
    }

    int offset(final int level, final Key key) {
        return offsets[level * KEYS + key.ordinal()];
    }

    int length(final int level, final Key key) {
        return lengths[level * KEYS + key.ordinal()];
    }

    int memberFrom(final int level, final Key key) {
        return memberFrom[level * KEYS + key.ordinal()];
    }

    int memberTo(final int level, final Key key) {
        return memberTo[level * KEYS + key.ordinal()];
    }
}
