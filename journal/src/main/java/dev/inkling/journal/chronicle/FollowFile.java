package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;

/**
 * The file {@code follow.properties} of a standby's copy: whom it follows, and a place in each of that one's queues that was copied, so
 * that a restart need not look through all of them for where it ended. The places are hints: each is checked before it is believed.
 */
final class FollowFile {
    private static final String FILE = "follow.properties";
    private static final String FROM = "from";
    private static final int PARTS = 5;

    private FollowFile() {
    }

    /**
     * Refuses to write to a copy as if it were a journal of its own.
     *
     * @param folder the data folder
     */
    static void requireNone(final Path folder) {
        final Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            final String from = read(folder).getProperty(FROM, "");
            throw new JournalException("data folder " + folder + " is a standby's copy of " + from + ": serve it with --follow " + from
                + " and promote it; to write to it as it is, delete " + file);
        }
    }

    /**
     * Whether a folder is a standby's copy.
     *
     * @param folder the data folder
     * @return whether it has the file
     */
    static boolean isIn(final Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * The places noted.
     *
     * @param folder of the copy
     * @return one for each queue of which one is known
     */
    static Map<QueueName, FramePosition> places(final Path folder) {
        final Map<QueueName, FramePosition> places = new EnumMap<>(QueueName.class);
        if (Files.exists(folder.resolve(FILE))) {
            final Properties properties = read(folder);
            for (final QueueName name : QueueName.values()) {
                final FramePosition place = place(properties.getProperty(name.folder(), ""));
                if (place != null) {
                    places.put(name, place);
                }
            }
        }
        return places;
    }

    /**
     * Notes places.
     *
     * @param folder of the copy
     * @param from   folder that it follows
     * @param places in the queues of that one
     */
    static void write(final Path folder, final Path from, final Map<QueueName, FramePosition> places) {
        final StringBuilder text = new StringBuilder("# This folder is a standby's copy. Not to be edited.\n")
            .append(FROM).append('=').append(from.toString().replace("\\", "\\\\")).append('\n');
        places.forEach((name, place) -> text.append(name.folder()).append('=').append(place.sequence()).append(' ')
            .append(place.receivedMs()).append(' ').append(place.epoch()).append(' ').append(place.chain()).append(' ')
            .append(place.locator()).append('\n'));
        try {
            AtomicFile.write(folder.resolve(FILE), text.toString());
        } catch (final IOException e) {
            throw new JournalException(folder.resolve(FILE) + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The copy is one no more.
     *
     * @param folder of it
     */
    static void delete(final Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
            AtomicFile.forceFolder(folder.toAbsolutePath());
        } catch (final IOException e) {
            throw new JournalException(folder.resolve(FILE) + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static FramePosition place(final String text) {
        final String[] parts = text.trim().split(" ");
        try {
            return parts.length != PARTS ? null : new FramePosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]));
        } catch (final NumberFormatException e) {
            return null;
        }
    }

    private static Properties read(final Path folder) {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (final IOException | IllegalArgumentException e) {
            throw new JournalException("cannot read " + folder.resolve(FILE) + ": " + e.getMessage()
                + "; without it the place is looked for from the beginning", e);
        }
    }
}
