package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thread that removes old files says how it goes, and ends when it is told. */
class RetentionTaskTest {
    private static final long HOUR_MS = 3_600_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldTellOfABudgetThatCannotBeKeptAndOfFailures() {
        final long[] now = {JournalRig.START};
        final AtomicBoolean isBroken = new AtomicBoolean(true);
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalRig.SMALL, () -> now[0])) {
            for (int hour = 0; hour < 3; hour++) {
                JournalRig.append(journal, QueueName.DEAD_LETTERS, hour + 1, 1);
                now[0] += HOUR_MS;
            }
            now[0] += 24 * HOUR_MS;
            final Retention retention = new Retention(journal, new RetentionLimits(1, 1L), () -> now[0], file -> {
                if (isBroken.get()) {
                    throw new IOException("read-only");
                }
                Files.delete(file);
            });
            try (RetentionTask task = new RetentionTask(retention, () -> RetentionTask.Needed.ALL, HOUR_MS)) {
                task.runOnce();
                assertTrue(task.failure().contains("read-only"), task.failure());
                isBroken.set(false);
                task.runOnce();
                assertEquals("", task.failure());
                assertEquals(2L, task.filesRemoved());
                assertTrue(task.isOverBudget());
            }
        }
    }

    @Test
    void shouldRunOnAThreadOfItsOwnUntilItIsClosed() throws InterruptedException {
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalRig.SMALL)) {
            final CountDownLatch runs = new CountDownLatch(3);
            final Retention retention = new Retention(journal, new RetentionLimits(1, 0L));
            try (RetentionTask task = RetentionTask.start(retention, () -> {
                runs.countDown();
                return RetentionTask.Needed.ALL;
            }, 1L)) {
                runs.await();
                assertFalse(task.isOverBudget());
            }
        }
    }
}
