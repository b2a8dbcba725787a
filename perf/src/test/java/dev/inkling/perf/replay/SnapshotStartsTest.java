package dev.inkling.perf.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import dev.inkling.perf.stream.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement checks each start itself: that it went on from the snapshot, and has all events. */
class SnapshotStartsTest {
    private static final int BEFORE = 5_000;
    private static final int BEHIND = 2_000;

    @TempDir
    private Path folder;

    @Test
    void shouldStartFromASnapshotWithEventsBehindIt() throws IOException {
        final SampleJournal sample = new SampleJournal(folder, 1_000, Visitors.Distribution.ZIPF);
        sample.make(BEFORE);
        final SnapshotStarts.Found found = new SnapshotStarts(sample, 2).measure(BEHIND);
        assertEquals(BEFORE + BEHIND, sample.events());
        assertTrue(found.snapshot().isMade());
        assertTrue(found.snapshot().bytes() > 0);
        assertTrue(found.snapshot().sequence() > 0);
        assertTrue(found.replay().whole().least() >= found.replay().recovery().least());
    }
}
