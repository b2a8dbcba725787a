package dev.inkling.perf.crash;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * A JSON object as dotted keys with their values, so that two can be compared: texts as {@code String}, numbers as {@code BigDecimal}
 * without trailing zeros, {@code Boolean}s. A {@code null} is absent.
 */
final class FlatJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private FlatJson() {
    }

    /** A number as it compares, whatever its digits were written like. */
    static BigDecimal number(final String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }

    /** Reads an object whose first brace is the parser's current token, up to its last one. */
    static SortedMap<String, Object> read(final JsonParser parser) throws IOException {
        final SortedMap<String, Object> values = new TreeMap<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("expected an object, found " + parser.currentToken());
        }
        readMembers(parser, "", values);
        return values;
    }

    private static void readMembers(final JsonParser parser, final String prefix, final SortedMap<String, Object> values)
        throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String key = prefix + parser.currentName();
            parser.nextToken();
            readValue(parser, key, values);
        }
    }

    private static void readValue(final JsonParser parser, final String key, final SortedMap<String, Object> values) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> readMembers(parser, key + '.', values);
            case START_ARRAY -> {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    readValue(parser, key + '.' + i, values);
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.put(key, number(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE -> values.put(key, parser.getBooleanValue());
            case VALUE_NULL -> { }
            default -> values.put(key, parser.getText());
        }
    }
}
