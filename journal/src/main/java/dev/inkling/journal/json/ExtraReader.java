package dev.inkling.journal.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Utf8;

/**
 * Reads the keys that are not interpreted of an event that came in binary: one JSON object, held to the same rules as the same keys in a
 * JSON event (compact, contacts masked, the last of equal names). Names that would be interpreted are left out, since the frame says
 * those itself. Not thread safe; one for each thread.
 */
public final class ExtraReader {
    private final Extras extras = new Extras();

    /** A reader. */
    public ExtraReader() {
    }

    /**
     * Hands the members of an object to a writer.
     *
     * @param json   holds the object
     * @param offset of its first byte
     * @param length in bytes
     * @param writer takes them
     * @return false when the text is not one JSON object; nothing was handed over then
     */
    public boolean read(final byte[] json, final int offset, final int length, final MomentWriter writer) {
        extras.clear();
        if (Utf8.firstInvalid(json, offset, length) >= 0) {
            return false;
        }
        try (JsonParser parser = StrictJson.FACTORY.createParser(json, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readMember(parser, offset);
            }
            if (parser.nextToken() != null) {
                return false;
            }
        } catch (final IOException e) {
            return false;
        }
        extras.writeTo(writer, json);
        return true;
    }

    private void readMember(final JsonParser parser, final int offset) throws IOException {
        final String name = parser.currentName();
        final int from = offset + (int) parser.currentTokenLocation().getByteOffset();
        final JsonToken value = parser.nextToken();
        parser.skipChildren();
        parser.finishToken();
        final int to = offset + (int) parser.currentLocation().getByteOffset();
        if (Key.of(name) == null) {
            extras.put(Seen.DETAILS, name, from, value == JsonToken.VALUE_NULL ? from : to);
        }
    }
}
