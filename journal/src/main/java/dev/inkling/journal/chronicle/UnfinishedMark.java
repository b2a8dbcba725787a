package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.journal.JournalException;

/** The file {@code unfinished}: stands in a folder while another is copied into it, first to come and last to go. */
final class UnfinishedMark {
    private static final String FILE = "unfinished";

    private UnfinishedMark() {
    }

    static void set(final Path folder, final String what) throws IOException {
        AtomicFile.write(folder.resolve(FILE), what + "\n");
    }

    static void remove(final Path folder) throws IOException {
        Files.delete(folder.resolve(FILE));
        AtomicFile.forceFolder(folder);
    }

    static boolean isIn(final Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Refuses a folder into which not all was copied. */
    static void requireNone(final Path folder) {
        if (isIn(folder)) {
            throw new JournalException("the copy in " + folder + " was never finished: delete the folder, and copy again");
        }
    }
}
