package dev.inkling.ingest.http;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.ConfigurationInForce;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.ConfigurationVersion;

/** Tells what is in force, and the versions before, newest first. */
final class ConfigReport implements JsonText.Fields {
    private final ConfigurationInForce inForce;
    private final long events;

    /**
     * A report.
     *
     * @param inForce what it tells of
     * @param events  processed so far
     */
    ConfigReport(final ConfigurationInForce inForce, final long events) {
        this.inForce = inForce;
        this.events = events;
    }

    @Override
    public void write(final JsonGenerator json) throws IOException {
        json.writeStringField("digest", hex(inForce.digest()));
        json.writeNumberField("sequence", inForce.sequence());
        json.writeNumberField("since", inForce.receivedMs());
        json.writeObjectFieldStart("inForce");
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            final ConfigurationVersion version = inForce.version(kind);
            json.writeObjectFieldStart(ConfigBody.label(kind));
            fields(json, version);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("versions");
        final Map<ConfigKind, Long> until = new EnumMap<>(ConfigKind.class);
        for (final ConfigurationVersion version : inForce.versions()) {
            json.writeStartObject();
            json.writeStringField("kind", ConfigBody.label(version.kind()));
            fields(json, version);
            json.writeNumberField("events", Math.max(0, until.getOrDefault(version.kind(), events) - version.eventsBefore()));
            json.writeBooleanField("inForce", version.equals(inForce.version(version.kind())));
            json.writeEndObject();
            until.put(version.kind(), version.eventsBefore());
        }
        json.writeEndArray();
    }

    private static void fields(final JsonGenerator json, final ConfigurationVersion version) throws IOException {
        json.writeStringField("digest", hex(version.digest()));
        json.writeNumberField("bytes", version.bytes());
        json.writeNumberField("sequence", version.sequence());
        json.writeNumberField("received", version.receivedMs());
    }

    /**
     * Writes kinds.
     *
     * @param json  to write to
     * @param name  of the array
     * @param kinds of it
     * @throws IOException never, in memory
     */
    static void kinds(final JsonGenerator json, final String name, final List<ConfigKind> kinds) throws IOException {
        json.writeArrayFieldStart(name);
        for (final ConfigKind kind : kinds) {
            json.writeString(ConfigBody.label(kind));
        }
        json.writeEndArray();
    }

    /**
     * A digest as decisions show it.
     *
     * @param digest of a text, or of all
     * @return 16 hexadecimal digits
     */
    static String hex(final long digest) {
        return String.format(Locale.ROOT, "%016x", digest);
    }
}
