package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.journal.chronicle.Retention;
import dev.inkling.journal.chronicle.RetentionLimits;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose first files were removed is started and verified from a snapshot, and from nothing else. */
class TrimmedJournalTest {
    private static final int HOURS = 5;
    private static final long HOUR_MS = 3_600_000L;
    private static final JournalOptions SMALL = new JournalOptions("FAST_HOURLY", 256L << 10);

    @TempDir
    private Path folder;
    private long nowMs = 1_700_000_000_000L;

    @Test
    void shouldStartAndVerifyFromASnapshot() throws IOException {
        final Snapshots snapshots = new Snapshots(folder);
        for (int hour = 0; hour < HOURS; hour++) {
            serve(hour * 50);
            nowMs += HOUR_MS;
            try (Journal journal = ChronicleJournal.openForReading(folder)) {
                assertTrue(new SnapshotMaker(journal, snapshots).make(sequence -> { }).isMade());
            }
        }
        final Verification.Result whole = verify(null);
        assertEquals(0, whole.divergences(), whole.reason());
        trim(snapshots);
        final Verification.Result trimmed = verify(snapshots);
        assertEquals(whole, trimmed, "what was before the snapshot counts as well");
        serve(HOURS * 50);
        assertEquals(0, verify(snapshots).divergences());

        for (final Path snapshot : snapshots.newestFirst()) {
            Files.delete(snapshot);
        }
        assertThrows(PipelineException.class, () -> verify(snapshots));
        final PipelineException refused = assertThrows(PipelineException.class, () -> serve(0));
        assertTrue(refused.getMessage().contains("restore the folder of snapshots"), refused.getMessage());
    }

    private void serve(final int firstRequest) {
        try (Journal journal = open();
             Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).snapshots(new Snapshots(folder)))) {
            final Replies replies = new Replies(pipeline);
            final TestBatch batch = new TestBatch();
            for (int request = 0; request < 50; request++) {
                Setups.fill(batch, firstRequest + request, 7);
                replies.put(batch, request);
            }
            replies.await(50);
        }
    }

    private void trim(final Snapshots snapshots) throws IOException {
        final SnapshotHeader older;
        try (var lock = snapshots.lock(); Journal journal = ChronicleJournal.openForReading(folder)) {
            assertTrue(lock.isOpen());
            final List<SnapshotHeader> kept = snapshots.keepNewest(journal);
            older = kept.get(Snapshots.KEPT - 1);
        }
        try (ChronicleJournal journal = open()) {
            final Retention.Outcome outcome = new Retention(journal, new RetentionLimits(0, 1)).run(older.events(), older.decisions());
            assertTrue(outcome.files() >= 2, outcome.toString());
            assertTrue(!journal.first(QueueName.EVENTS).equals(FramePosition.START));
        }
    }

    private Verification.Result verify(final Snapshots snapshots) {
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            return new Verification(journal, false, snapshots).run(sequence -> { });
        }
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(folder, SMALL, () -> nowMs, file -> { });
    }
}
