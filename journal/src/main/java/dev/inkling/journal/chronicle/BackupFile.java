package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import dev.inkling.journal.JournalException;

/**
 * The file {@code backup.properties}, written last: what a backup holds, and by its being there, that it is whole.
 *
 * @param sequence of the last event
 * @param decided  sequence of the last decision or checkpoint
 * @param files    by their path in the backup
 */
record BackupFile(long sequence, long decided, Map<String, FileCopy.Content> files) {
    /** Name in the backup. */
    static final String NAME = "backup.properties";
    private static final int FORMAT = 1;
    private static final String FORMAT_KEY = "format";
    private static final String SEQUENCE_KEY = "events";
    private static final String DECIDED_KEY = "decisions";
    private static final String FILE_KEY = "file.";

    static boolean isIn(final Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    static BackupFile read(final Path folder) throws IOException {
        final Path file = folder.resolve(NAME);
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            final int format = Integer.parseInt(properties.getProperty(FORMAT_KEY, ""));
            if (format > FORMAT) {
                throw new JournalException("backup " + folder + " has format " + format + ", this build reads up to " + FORMAT
                    + ": use the build that wrote it, or a newer one");
            }
            final Map<String, FileCopy.Content> files = new TreeMap<>();
            for (final String key : properties.stringPropertyNames()) {
                if (key.startsWith(FILE_KEY)) {
                    files.put(key.substring(FILE_KEY.length()), content(properties.getProperty(key)));
                }
            }
            return new BackupFile(Long.parseLong(properties.getProperty(SEQUENCE_KEY, "")),
                Long.parseLong(properties.getProperty(DECIDED_KEY, "")), files);
        } catch (final IllegalArgumentException e) {
            throw new JournalException("cannot read " + file + ": " + e.getMessage() + "; take another backup", e);
        }
    }

    void write(final Path folder) throws IOException {
        final StringBuilder text = new StringBuilder("# This folder is a whole backup. Of each file: bytes up to the last that is not 0,"
            + " and their CRC32C.\n");
        text.append(FORMAT_KEY).append('=').append(FORMAT).append('\n');
        text.append(SEQUENCE_KEY).append('=').append(sequence).append('\n');
        text.append(DECIDED_KEY).append('=').append(decided).append('\n');
        files.forEach((path, content) -> text.append(FILE_KEY).append(path).append('=').append(content.usedBytes()).append(' ')
            .append(Integer.toHexString(content.crc())).append('\n'));
        AtomicFile.write(folder.resolve(NAME), text.toString());
    }

    private static FileCopy.Content content(final String text) {
        final int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not bytes and CRC: " + text);
        }
        return new FileCopy.Content(Long.parseLong(text.substring(0, space)), Integer.parseUnsignedInt(text.substring(space + 1), 16));
    }
}
