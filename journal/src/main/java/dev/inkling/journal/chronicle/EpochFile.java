package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.journal.JournalException;

/** The file {@code epoch}: how often this data folder was opened for writing. */
final class EpochFile {
    static final String FILE = "epoch";

    private EpochFile() {
    }

    /**
     * Raises the epoch, on disk before it is used.
     *
     * @param folder    the data folder
     * @param lastFrame highest epoch of the last frames of the queues, should the file be lost
     * @return the new epoch, from 1
     * @throws IOException when the file cannot be read or written
     */
    static int raise(final Path folder, final int lastFrame) throws IOException {
        final int raised = Math.addExact(Math.max(lastFrame, read(folder)), 1);
        AtomicFile.write(folder.resolve(FILE), raised + "\n");
        return raised;
    }

    /**
     * The epoch of the last writer.
     *
     * @param folder the data folder
     * @return the epoch, 0 when the file is not there
     * @throws IOException when the file cannot be read
     */
    static int read(final Path folder) throws IOException {
        final Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return 0;
        }
        final String text = Files.readString(file, StandardCharsets.UTF_8).trim();
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException e) {
            throw new JournalException("cannot read " + file + ": not a number: " + text
                + "; delete it, and the last frames' epoch counts", e);
        }
    }
}
