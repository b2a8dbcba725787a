package dev.inkling.perf.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a journal that was made is what a replay finds in it, decisions of timers included. */
class SampleJournalTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCountTheDecisionsThatAReplayFinds() {
        final SampleJournal sample = new SampleJournal(folder, 200, Visitors.Distribution.UNIFORM);
        final long first = sample.make(4_000);
        final long more = sample.make(4_000);
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            final Verification.Result found = new Verification(journal, false).run(sequence -> { });
            assertEquals(first + more, found.decisions());
            assertTrue(first > 0 && more > 0 && found.divergences() == 0, found.toString());
        }
    }
}
