package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import dev.inkling.journal.JournalException;

/** What {@code journal.properties} says: format version, roll cycle and block size of a data folder. */
record JournalSettings(int format, String rollCycle, long blockBytes) {
    /** Name in the data folder. */
    static final String FILE = "journal.properties";
    /** Format that this build writes, the newest it reads. */
    static final int FORMAT = 1;
    private static final String FORMAT_KEY = "format";
    private static final String ROLL_CYCLE_KEY = "rollCycle";
    private static final String BLOCK_BYTES_KEY = "blockBytes";

    static boolean exist(final Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    static JournalSettings of(final JournalOptions options) {
        return new JournalSettings(FORMAT,
            options.rollCycle() == null ? JournalOptions.DEFAULT_ROLL_CYCLE : options.rollCycle(),
            options.blockBytes() == 0L ? JournalOptions.DEFAULT_BLOCK_BYTES : options.blockBytes());
    }

    static JournalSettings read(final Path folder) {
        final Path file = folder.resolve(FILE);
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            final int format = Integer.parseInt(properties.getProperty(FORMAT_KEY, "").trim());
            if (format > FORMAT) {
                throw new JournalException("journal " + folder + " has format " + format + ", this build reads up to " + FORMAT
                    + ": use the build that wrote it, or a newer one");
            }
            final String rollCycle = properties.getProperty(ROLL_CYCLE_KEY, "").trim();
            final long blockBytes = Long.parseLong(properties.getProperty(BLOCK_BYTES_KEY, "").trim());
            final JournalOptions checked = new JournalOptions(rollCycle, blockBytes);
            return new JournalSettings(format, checked.rollCycle(), checked.blockBytes());
        } catch (final IOException | IllegalArgumentException e) {
            throw new JournalException("cannot read " + file + ": " + e.getMessage() + "; restore it from a copy", e);
        }
    }

    /** Refuses options that wish for something else than what is recorded. */
    void require(final Path folder, final JournalOptions options) {
        final boolean sameCycle = options.rollCycle() == null || options.rollCycle().equals(rollCycle);
        final boolean sameBlock = options.blockBytes() == 0L || options.blockBytes() == blockBytes;
        if (!sameCycle || !sameBlock) {
            throw new JournalException("journal " + folder + " was made with roll cycle " + RollCycleWords.word(rollCycle)
                + " and blocks of " + blockBytes
                + " bytes; it cannot be opened with others: leave these options out, or use a new data folder");
        }
    }

    void write(final Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), "# Layout of this journal. Written once, not to be edited.\n"
            + FORMAT_KEY + "=" + format + "\n"
            + ROLL_CYCLE_KEY + "=" + rollCycle + "\n"
            + BLOCK_BYTES_KEY + "=" + blockBytes + "\n");
    }
}
