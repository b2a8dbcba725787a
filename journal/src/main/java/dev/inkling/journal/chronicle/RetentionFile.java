package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;

/**
 * The file {@code retention.properties}: the place behind the last removed frame of each queue, on disk before any frame is removed.
 * Without it a queue that lacks its first frames is damaged; with it the first frame there is must continue what it says. Files with older
 * frames may still be there, and count as gone.
 */
record RetentionFile(Map<QueueName, FramePosition> places) {
    /** Name in the data folder. */
    static final String NAME = "retention.properties";
    private static final int FIELDS = 5;
    private static final int HEX = 16;

    /** What the file says; no places when there is none. */
    static RetentionFile read(final Path dataFolder) {
        final Path file = dataFolder.resolve(NAME);
        final Map<QueueName, FramePosition> places = new EnumMap<>(QueueName.class);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            final Properties properties = new Properties();
            properties.load(reader);
            for (final QueueName name : QueueName.values()) {
                final String text = properties.getProperty(name.folder());
                if (text != null) {
                    places.put(name, place(text));
                }
            }
            return new RetentionFile(places);
        } catch (final NoSuchFileException e) {
            return new RetentionFile(Map.of());
        } catch (final IOException | IllegalArgumentException e) {
            throw new JournalException("cannot read " + file + ": " + e.getMessage() + "; restore it from a copy", e);
        }
    }

    /** Where a queue begins. */
    FramePosition first(final QueueName name) {
        return places.getOrDefault(name, FramePosition.START);
    }

    void write(final Path dataFolder) throws IOException {
        final StringBuilder text = new StringBuilder("# Behind which frames the queues begin: sequence, received ms, epoch, chain, locator."
            + " Not to be edited.\n");
        places.forEach((name, place) -> text.append(name.folder()).append('=').append(place.sequence()).append(' ')
            .append(place.receivedMs()).append(' ').append(place.epoch()).append(' ').append(Long.toHexString(place.chain())).append(' ')
            .append(Long.toHexString(place.locator())).append('\n'));
        AtomicFile.write(dataFolder.resolve(NAME), text.toString());
    }

    private static FramePosition place(final String text) {
        final String[] fields = text.trim().split(" ");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not a place: " + text);
        }
        return new FramePosition(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Integer.parseInt(fields[2]),
            Long.parseUnsignedLong(fields[3], HEX), Long.parseUnsignedLong(fields[4], HEX));
    }
}
