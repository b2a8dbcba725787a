package dev.inkling.ingest.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.TextPlace;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.scoring.rules.Nearest;

/** Reads the texts of a reload out of a body: one text as it is, or JSON with one for each kind. Stateless. */
final class ConfigBody {
    private static final JsonFactory JSON = JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(ConfigurationWriter.MAX_TEXT_BYTES).build())
        .build();

    private ConfigBody() {
    }

    /** A body that cannot be read; the message says why. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String file;
        private final int line;
        private final int column;

        UnreadableException(final String message, final int line, final int column) {
            this(message, "", line, column);
        }

        UnreadableException(final String message, final String file, final int line, final int column) {
            super(message);
            this.file = file;
            this.line = line;
            this.column = column;
        }

        /** What the text is called; empty when it is the body as a whole. */
        String file() {
            return file;
        }

        /** From 1; 0 when there is none. */
        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    /**
     * What a kind is called in paths, parameters and members.
     *
     * @param kind one of {@link ConfigurationTexts#KINDS}
     * @return such as {@code rules}
     */
    static String label(final ConfigKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A kind by what it is called.
     *
     * @param label such as {@code rules}
     * @return the kind
     * @throws UnreadableException when none is called so
     */
    static ConfigKind kind(final String label) throws UnreadableException {
        for (final ConfigKind kind : ConfigurationTexts.KINDS) {
            if (label(kind).equals(label)) {
                return kind;
            }
        }
        throw new UnreadableException("'" + label + "' is no kind of configuration; expected one of " + String.join(", ", labels())
            + Nearest.hint(label, labels(), "'"), 0, 0);
    }

    private static List<String> labels() {
        return ConfigurationTexts.KINDS.stream().map(ConfigBody::label).toList();
    }

    /**
     * Reads a body.
     *
     * @param bytes whole, as sent
     * @param label kind of the text that it is; null when it is JSON
     * @return texts by kind, at least one
     * @throws UnreadableException when it cannot be read
     */
    static Map<ConfigKind, String> read(final byte[] bytes, final String label) throws UnreadableException {
        if (label == null) {
            return json(bytes);
        }
        final Map<ConfigKind, String> texts = new EnumMap<>(ConfigKind.class);
        final ConfigKind kind = kind(label);
        final TextPlace broken = TextPlace.firstInvalid(bytes);
        if (broken != null) {
            throw new UnreadableException(broken.message(label), label, broken.line(), broken.column());
        }
        texts.put(kind, new String(bytes, StandardCharsets.UTF_8));
        return texts;
    }

    private static Map<ConfigKind, String> json(final byte[] bytes) throws UnreadableException {
        final Map<ConfigKind, String> texts = new EnumMap<>(ConfigKind.class);
        try (JsonParser json = JSON.createParser(bytes)) {
            require(json, json.nextToken() == JsonToken.START_OBJECT, "expected an object such as {\"rules\": \"triggers: ...\"},"
                + " or a text as it is with ?kind=rules");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                final ConfigKind kind = kind(json.currentName());
                require(json, json.nextToken() == JsonToken.VALUE_STRING, "expected a string with the whole text for " + label(kind));
                texts.put(kind, json.getText());
            }
            require(json, json.nextToken() == null, "expected nothing behind the object");
        } catch (final JsonProcessingException e) {
            final int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new UnreadableException("not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), line,
                line == 0 ? 0 : e.getLocation().getColumnNr());
        } catch (final IOException e) {
            throw new UnreadableException("not JSON: " + e.getMessage(), 0, 0);
        }
        if (texts.isEmpty()) {
            throw new UnreadableException("no text is there; expected one or more of " + String.join(", ", labels()), 0, 0);
        }
        return texts;
    }

    private static void require(final JsonParser json, final boolean holds, final String what) throws UnreadableException {
        if (!holds) {
            throw new UnreadableException(what, json.currentLocation().getLineNr(), json.currentLocation().getColumnNr());
        }
    }
}
