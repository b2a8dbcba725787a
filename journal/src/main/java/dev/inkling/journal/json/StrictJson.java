package dev.inkling.journal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.inkling.journal.Limits;

/** The one JSON dialect that is read: RFC 8259 in UTF-8, bounded. Stateless, any thread. */
final class StrictJson {
    /** Makes parsers; thread safe. */
    static final JsonFactory FACTORY = JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(Limits.JSON_DEPTH)
            .maxNumberLength(Limits.NUMBER_CHARS)
            .build())
        .build();

    private StrictJson() {
    }

    /** Bytes of the byte order mark in front, 0 or 3. */
    static int byteOrderMark(final byte[] text, final int offset, final int length) {
        return length >= 3 && text[offset] == (byte) 0xEF && text[offset + 1] == (byte) 0xBB && text[offset + 2] == (byte) 0xBF ? 3 : 0;
    }

    /** Where the parser stopped, in bytes; the end when it does not say. */
    static int place(final JsonProcessingException e, final int length) {
        final boolean known = e.getLocation() != null && e.getLocation().getByteOffset() >= 0;
        return known ? (int) Math.min(e.getLocation().getByteOffset(), length) : length;
    }

    /** The bound that a parser ran into, and where: at the bracket that is nested too deep. Ask before the parser is closed. */
    static LimitException limit(final JsonParser parser, final StreamConstraintsException e) {
        final int read = (int) parser.currentLocation().getByteOffset();
        // The parser counts a bracket as soon as it has read it.
        return parser.getParsingContext().getNestingDepth() > Limits.JSON_DEPTH
            ? new LimitException(read - 1, "nested deeper than " + Limits.JSON_DEPTH)
            : new LimitException(read, Reason.of(e));
    }
}
