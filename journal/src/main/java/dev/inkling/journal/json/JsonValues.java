package dev.inkling.journal.json;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberOutput;
import dev.inkling.journal.Utf8;

/** Values that need a little care on their way into JSON. Stateless, any thread. */
final class JsonValues {
    private static final double WHOLE_MAX = 1e15;

    private JsonValues() {
    }

    /** Writes a string, unless it is null. */
    static void text(final JsonGenerator out, final String name, final String text) throws IOException {
        if (text != null) {
            out.writeStringField(name, text);
        }
    }

    /** Writes an id as sent; without one its key in hexadecimal, unless that is 0. */
    static void id(final JsonGenerator out, final String name, final String text, final long key) throws IOException {
        if (text != null) {
            out.writeStringField(name, text);
        } else if (key != 0) {
            out.writeStringField(name, hex(key));
        }
    }

    static String hex(final long value) {
        return HexFormat.of().toHexDigits(value);
    }

    /** Writes a double so that it reads back bit-identical: the shortest such text on every JVM, whole numbers without a point. */
    static void number(final JsonGenerator out, final String name, final double value) throws IOException {
        out.writeFieldName(name);
        final long whole = (long) value;
        if (whole == value && Math.abs(value) < WHOLE_MAX && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) {
            out.writeNumber(whole);
        } else {
            out.writeNumber(NumberOutput.toString(value, true));
        }
    }

    /** Writes JSON text as the value that it is, on one line; as a string when it is no JSON. */
    static void json(final JsonGenerator out, final String name, final String json) throws IOException {
        if (json == null) {
            return;
        }
        if (!isOneValue(json)) {
            out.writeStringField(name, json);
            return;
        }
        out.writeFieldName(name);
        try (JsonParser in = StrictJson.FACTORY.createParser(json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                copy(in, token, out);
            }
        }
    }

    /** Writes the members of JSON text that is an object, but for some names; as one string when it is no object. */
    static void members(final JsonGenerator out, final String name, final String json, final Set<String> without) throws IOException {
        if (json == null) {
            return;
        }
        if (json.charAt(0) != '{' || !isOneValue(json)) {
            out.writeStringField(name, json);
            return;
        }
        try (JsonParser in = StrictJson.FACTORY.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                if (without.contains(in.currentName())) {
                    in.nextToken();
                    in.skipChildren();
                } else {
                    copy(in, JsonToken.FIELD_NAME, out);
                    copyValue(in, out);
                }
            }
        }
    }

    private static void copyValue(final JsonParser in, final JsonGenerator out) throws IOException {
        int depth = 0;
        do {
            final JsonToken token = in.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            copy(in, token, out);
        } while (depth > 0);
    }

    /** Copies a token, numbers digit by digit and lone surrogates as U+FFFD. */
    private static void copy(final JsonParser in, final JsonToken token, final JsonGenerator out) throws IOException {
        switch (token) {
            case FIELD_NAME -> out.writeFieldName(Utf8.wellFormed(in.currentName()));
            case VALUE_STRING -> out.writeString(Utf8.wellFormed(in.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getText());
            default -> out.copyCurrentEvent(in);
        }
    }

    private static boolean isOneValue(final String json) throws IOException {
        try (JsonParser in = StrictJson.FACTORY.createParser(json)) {
            if (in.nextToken() == null) {
                return false;
            }
            in.skipChildren();
            return in.nextToken() == null;
        } catch (final JsonProcessingException e) {
            return false;
        }
    }
}
