package dev.inkling.replay;

import java.nio.file.Path;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import picocli.CommandLine.Option;

/** The option that names the journal. */
final class DataFolder {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder that holds the journal.")
    private Path path;

    /**
     * The folder.
     *
     * @return its path, which may not exist
     */
    Path path() {
        return path;
    }

    /**
     * Opens the journal without touching it, be it in use or not.
     *
     * @return the journal, to be closed
     */
    Journal openForReading() {
        return ChronicleJournal.openForReading(path);
    }

    /**
     * Whether a server is at work on the journal.
     *
     * @return true while it is
     */
    boolean isHeld() {
        return ChronicleJournal.isHeld(path);
    }

    /**
     * Opens the journal to be continued, and makes it when there is none.
     *
     * @return the journal, to be closed
     */
    Journal openForWriting() {
        return ChronicleJournal.open(path, JournalOptions.defaults());
    }
}
