package dev.inkling.journal.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.inkling.journal.Limits;

/**
 * The one JSON dialect that is read: RFC 8259 in UTF-8, of bounded depth. How long a text, a number or a key may be is bounded by what
 * holds the JSON: the parser would stop at one that is longer, and so harm the events around it. Stateless, any thread.
 */
final class StrictJson {
    /** Makes parsers of frames' texts; thread safe. */
    static final JsonFactory FACTORY = builder().build();

    /** Among what was skipped is a key so long that the parser's factory is better thrown away. */
    static final int LONG_NAME = 1;
    /** Among what was skipped is NaN or Infinity. */
    static final int NOT_FINITE = 2;

    /** Keys of more characters than this are not to be remembered: a factory keeps thousands of them. */
    private static final int NAME_CHARS = 256;

    private StrictJson() {
    }

    /** Makes parsers of bodies, which read NaN and Infinity; thread safe. It remembers the keys that its parsers have seen. */
    static JsonFactory bodies() {
        return builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    }

    private static JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(Limits.JSON_DEPTH)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build());
    }

    /**
     * Skips what the value at which the parser stands holds, as {@link JsonParser#skipChildren} does.
     *
     * @return {@link #LONG_NAME} and {@link #NOT_FINITE}, or 0
     */
    static int skipChildren(final JsonParser parser) throws IOException {
        final JsonToken value = parser.currentToken();
        int found = isNotFinite(parser, value) ? NOT_FINITE : 0;
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
            int depth = 1;
            while (depth > 0) {
                final JsonToken token = parser.nextToken();
                if (token == JsonToken.FIELD_NAME) {
                    found |= isLong(parser.currentName()) ? LONG_NAME : 0;
                } else if (isNotFinite(parser, token)) {
                    found |= NOT_FINITE;
                } else if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
            }
        }
        return found;
    }

    /** Whether the parser stands at NaN or Infinity. A number that is too large for a double is written as numbers are. */
    static boolean isNotFinite(final JsonParser parser, final JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN();
    }

    /** Whether a key is so long that the factory whose parser read it is better thrown away. */
    static boolean isLong(final String name) {
        return name.length() > NAME_CHARS;
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
