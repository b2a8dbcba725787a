package dev.inkling.ring;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import dev.inkling.journal.TextHash;
import dev.inkling.journal.codec.ConfigKind;

/**
 * A configuration text that the journal brought. Immutable.
 *
 * @param kind         what it replaces
 * @param sequence     of its last frame: moments behind it were processed by it, once it fitted the others
 * @param receivedMs   of that frame, epoch ms
 * @param eventsBefore moments processed before it
 * @param digest       text hash, as its frames carry it
 * @param bytes        of the text in UTF-8
 * @param text         whole
 */
public record ConfigurationVersion(
    ConfigKind kind, long sequence, long receivedMs, long eventsBefore, long digest, int bytes, String text) {
    /** Refuses what is missing. */
    public ConfigurationVersion {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /**
     * A version as it comes.
     *
     * @param kind         what it replaces
     * @param sequence     of its last frame
     * @param receivedMs   of that frame
     * @param eventsBefore moments processed before it
     * @param text         whole
     * @return the version
     */
    static ConfigurationVersion of(
        final ConfigKind kind, final long sequence, final long receivedMs, final long eventsBefore, final String text) {
        return new ConfigurationVersion(kind, sequence, receivedMs, eventsBefore, TextHash.of(text),
            text.getBytes(StandardCharsets.UTF_8).length, text);
    }
}
