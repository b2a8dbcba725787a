package dev.inkling.replay;

import java.nio.file.Path;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.Backup;
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
     * Whether the folder is a backup, as of some moment in the midst of a server's work.
     *
     * @return true when it is
     */
    boolean isBackup() {
        return Backup.isOne(path);
    }

    /**
     * Whether the last decisions may not be in the journal yet: a server is at work on it, or was when it was copied.
     *
     * @return true when they may be missing
     */
    boolean mayLackDecisions() {
        return ChronicleJournal.isHeld(path) || isBackup();
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
