package dev.inkling.ring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.ConfigKind;

/**
 * Digests of the texts that were once in force when nobody asked for others. A journal does not say who brought a text; one that nobody
 * chose is to make room for a later version's default, while one that somebody chose stays.
 */
final class KnownDefaults {
    private static final String LIST = "known-defaults.txt";

    private final Set<String> digests;

    /** Reads the list. */
    KnownDefaults() {
        try (InputStream in = KnownDefaults.class.getResourceAsStream(LIST);
             BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            digests = reader.lines().map(String::strip).filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .collect(Collectors.toSet());
        } catch (final IOException e) {
            throw new UncheckedIOException(LIST, e);
        }
    }

    /**
     * Whether a text is or was a default.
     *
     * @param kind of it
     * @param text whole
     * @return true when nobody chose it
     */
    boolean contains(final ConfigKind kind, final String text) {
        return text.equals(ConfigurationTexts.defaults().text(kind)) || digests.contains(line(kind, text));
    }

    /**
     * Whether the list has a text.
     *
     * @param kind of it
     * @param text whole
     * @return true when it is on the list
     */
    boolean lists(final ConfigKind kind, final String text) {
        return digests.contains(line(kind, text));
    }

    /**
     * How the list has a text.
     *
     * @param kind of it
     * @param text whole
     * @return kind and digest
     */
    static String line(final ConfigKind kind, final String text) {
        return kind.name() + ' ' + String.format(Locale.ROOT, "%016x", TextHash.of(text));
    }
}
