package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import dev.inkling.journal.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a data folder is in use. */
class HeldFolderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTellWhetherAWriterIsAtWork() {
        assertFalse(ChronicleJournal.isHeld(folder));
        assertFalse(ChronicleJournal.isHeld(folder.resolve("missing")));
        try (ChronicleJournal writer = ChronicleJournal.open(folder, JournalOptions.defaults())) {
            assertTrue(ChronicleJournal.isHeld(folder));
            // Asking must not have let the lock go.
            assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, JournalOptions.defaults()).close());
            assertTrue(writer.epoch() > 0);
        }
        assertFalse(ChronicleJournal.isHeld(folder));
    }
}
