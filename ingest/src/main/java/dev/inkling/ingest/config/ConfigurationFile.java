package dev.inkling.ingest.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.TextPlace;

/** Reads a file of configuration. Stateless. */
public final class ConfigurationFile {
    private ConfigurationFile() {
    }

    /**
     * Reads a file whole.
     *
     * @param file UTF-8
     * @return its text
     * @throws IOException with a message that names the file and tells people what is wrong
     */
    public static String read(final Path file) throws IOException {
        try {
            if (Files.size(file) > ConfigurationWriter.MAX_TEXT_BYTES) {
                throw new IOException(file + ": longer than " + ConfigurationWriter.MAX_TEXT_BYTES + " bytes");
            }
            return TextPlace.read(file);
        } catch (final NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
    }
}
