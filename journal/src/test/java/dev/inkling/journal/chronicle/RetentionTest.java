package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.files;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.queue.RollCycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old files go when they are to and may, and what stays is read as it was. */
class RetentionTest {
    private static final long HOUR_MS = 3_600_000L;
    private static final int HOURS = 6;
    /** Frames in each queue and hour. */
    private static final int EACH = 100;

    @TempDir
    private Path folder;
    private final AtomicLong now = new AtomicLong(START);

    @Test
    void shouldRemoveFilesThatAreOldAndNotNeeded() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, HOURS);
            // A day after the third hour began, and so after the end of the second.
            now.set(START + 26 * HOUR_MS);
            final Retention retention = new Retention(journal, new RetentionLimits(1, 0L), now::get, Files::delete);
            final FramePosition events = position(journal, QueueName.EVENTS, 5 * EACH);
            final FramePosition decisions = position(journal, QueueName.DECISIONS, EACH + 1);
            final Retention.Outcome outcome = retention.run(events, decisions);
            // Two hours of events and of dead letters; the second hour of decisions is needed.
            assertEquals(5, outcome.files());
            assertBegins(journal, QueueName.EVENTS, 2 * EACH);
            assertBegins(journal, QueueName.DECISIONS, EACH);
            assertBegins(journal, QueueName.DEAD_LETTERS, 2 * EACH);
            assertEquals(HOURS - 2, files(folder, QueueName.EVENTS).size());
            assertEquals(0, retention.run(events, decisions).files());

            append(journal, QueueName.EVENTS, HOURS * EACH + 1, EACH);
            assertEquals((HOURS + 1L) * EACH, readAll(journal, QueueName.EVENTS).lastSequence());
            try (CheckedPoller poller = new CheckedPoller(journal, QueueName.EVENTS, events)) {
                assertTrue(poller.poll());
                assertEquals(5 * EACH + 1, poller.lastSequence());
            }
        }
        try (ChronicleJournal journal = open()) {
            assertBegins(journal, QueueName.EVENTS, 2 * EACH);
            append(journal, QueueName.EVENTS, (HOURS + 1) * EACH + 1, EACH);
        }
        assertEquals((HOURS + 2L) * EACH, readAll(folder, QueueName.EVENTS).lastSequence());
    }

    @Test
    void shouldKeepAllButDeadLettersWithoutSnapshots() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, HOURS);
            now.addAndGet(1000 * HOUR_MS);
            final Retention.Outcome outcome = new Retention(journal, new RetentionLimits(1, 1L), now::get, Files::delete)
                .run(FramePosition.START, FramePosition.START);
            // All but the one that is written to.
            assertEquals(HOURS - 1, outcome.files());
            assertTrue(outcome.isOverBudget());
            assertEquals(FramePosition.START, journal.first(QueueName.EVENTS));
            assertBegins(journal, QueueName.DEAD_LETTERS, (HOURS - 1) * EACH);
        }
    }

    @Test
    void shouldRemoveTheOldestWhileTheFolderIsLargerThanItsBudget() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, HOURS);
            final long all = bytes();
            final FramePosition events = position(journal, QueueName.EVENTS, HOURS * EACH);
            final FramePosition decisions = position(journal, QueueName.DECISIONS, HOURS * EACH);
            assertEquals(0, retention(journal, new RetentionLimits(0, all)).run(events, decisions).files());
            final long firstHour = Files.size(files(folder, QueueName.EVENTS).get(0));
            // One byte too many: the first hour of events goes, and no more is needed.
            final Retention.Outcome one = retention(journal, new RetentionLimits(0, all - 1)).run(events, decisions);
            assertEquals(new Retention.Outcome(1, firstHour, all - firstHour, false, false), one);
            assertBegins(journal, QueueName.EVENTS, EACH);
            // Far too many: whatever is not needed goes, with dead letters of its time, and it is said that this is not enough.
            final Retention.Outcome rest = retention(journal, new RetentionLimits(0, 1L)).run(events, decisions);
            assertTrue(rest.isOverBudget());
            assertEquals(3 * (HOURS - 1) - 1, rest.files());
            for (final QueueName queue : QueueName.values()) {
                assertBegins(journal, queue, (HOURS - 1) * EACH);
                assertEquals(1, files(folder, queue).size());
            }
        }
    }

    @Test
    void shouldBeSoundWhereverARemovalEnds() throws IOException {
        // A run removes two files of each queue: it may die before or after the removal of any.
        for (int step = 0; step < 12; step++) {
            final Path data = folder.resolve("step-" + step);
            final int dies = step;
            final AtomicInteger steps = new AtomicInteger();
            now.set(START);
            try (ChronicleJournal journal = ChronicleJournal.open(data, SMALL, now::get)) {
                appendHours(journal, 1, 3);
                now.addAndGet(100 * HOUR_MS);
                final FramePosition events = position(journal, QueueName.EVENTS, 3 * EACH);
                final FramePosition decisions = position(journal, QueueName.DECISIONS, 3 * EACH);
                final Retention retention = new Retention(journal, new RetentionLimits(1, 0L), now::get, file -> {
                    if (steps.getAndIncrement() == dies) {
                        throw new IOException("died");
                    }
                    Files.delete(file);
                    if (steps.getAndIncrement() == dies) {
                        throw new IOException("died");
                    }
                });
                assertThrows(JournalException.class, () -> retention.run(events, decisions));
                assertEquals(3L * EACH, readAll(journal, QueueName.EVENTS).lastSequence());
                append(journal, QueueName.EVENTS, 3 * EACH + 1, 1);
            }
            assertEquals(3L * EACH + 1, readAll(data, QueueName.EVENTS).lastSequence());
            try (ChronicleJournal journal = ChronicleJournal.open(data, SMALL, now::get)) {
                for (final QueueName queue : QueueName.values()) {
                    assertBegins(journal, queue, 2 * EACH);
                }
                append(journal, QueueName.EVENTS, 3 * EACH + 2, 1);
                new Retention(journal, new RetentionLimits(0, Long.MAX_VALUE)).run(FramePosition.START, FramePosition.START);
                for (final QueueName queue : QueueName.values()) {
                    assertEquals(queue == QueueName.EVENTS ? 2 : 1, JournalRig.files(data, queue).size());
                    assertBegins(journal, queue, 2 * EACH);
                }
            }
            assertEquals(3L * EACH + 2, readAll(data, QueueName.EVENTS).lastSequence());
        }
    }

    @Test
    void shouldNotHinderReadersThatAreAtWork() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, HOURS);
            try (Journal reader = ChronicleJournal.openForReading(folder);
                CheckedPoller ahead = new CheckedPoller(reader.poller(QueueName.EVENTS), QueueName.EVENTS);
                CheckedPoller slow = CheckedPoller.fromFirst(reader, QueueName.EVENTS)) {
                poll(ahead, 4 * EACH + 10);
                poll(slow, 10);
                now.addAndGet(100 * HOUR_MS);
                removeAllButTheLast(journal);
                append(journal, QueueName.EVENTS, HOURS * EACH + 1, 10);
                poll(ahead, 2 * EACH);
                assertEquals(FrameVerdict.OK, ahead.verdict());
                assertEquals(HOURS * EACH + 10, ahead.lastSequence());
                // It holds its file open, to the end of which it can read.
                poll(slow, EACH - 10);
                final JournalException gone = assertThrows(JournalException.class, slow::poll);
                assertTrue(gone.getMessage().contains("frames behind sequence " + EACH + " were removed"), gone.getMessage());
                assertBegins(reader, QueueName.EVENTS, (HOURS - 1) * EACH);
            }
        }
    }

    /** The writer appends and rolls on its thread; what the reader has read goes, again and again. */
    @Test
    void shouldRemoveFilesBesideAWriterAndAReader() throws IOException, InterruptedException {
        final int last = 40 * 500;
        try (ChronicleJournal journal = open(); Journal other = ChronicleJournal.openForReading(folder)) {
            append(journal, QueueName.EVENTS, 1, 1);
            final Thread writer = new Thread(() -> {
                for (int n = 2; n <= last; n++) {
                    append(journal, QueueName.EVENTS, n, 1);
                    if (n % 500 == 0) {
                        now.addAndGet(HOUR_MS);
                    }
                }
            });
            final Retention retention = retention(journal, new RetentionLimits(0, 1L));
            int removed = 0;
            writer.start();
            try (CheckedPoller reader = CheckedPoller.fromFirst(other, QueueName.EVENTS)) {
                boolean isAlive = true;
                while (isAlive) {
                    isAlive = writer.isAlive();
                    for (int i = 0; reader.poll() && (i < 700 || !isAlive); i++) {
                        assertTrue(reader.lastSequence() <= last);
                    }
                    assertEquals(FrameVerdict.OK, reader.verdict());
                    removed += retention.run(reader.position(), FramePosition.START).files();
                }
                assertEquals(last, reader.lastSequence());
            } finally {
                writer.join();
            }
            assertTrue(removed > 0);
            assertEquals(40 - removed, files(folder, QueueName.EVENTS).size());
            assertEquals(last, readAll(other, QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, last + 1, 10);
            assertEquals(last + 10L, readAll(other, QueueName.EVENTS).lastSequence());
        }
        open().close();
        assertEquals(last + 10L, readAll(folder, QueueName.EVENTS).lastSequence());
    }

    @Test
    void shouldRefuseToReadWhatWasRemoved() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, HOURS);
            final FramePosition early = position(journal, QueueName.EVENTS, EACH + 1);
            now.addAndGet(100 * HOUR_MS);
            removeAllButTheLast(journal);
            for (final FramePosition gone : new FramePosition[] {FramePosition.START, early}) {
                final JournalException refusal = assertThrows(JournalException.class, () -> journal.poller(QueueName.EVENTS, gone));
                assertTrue(refusal.getMessage().contains("begins behind sequence " + (HOURS - 1) * EACH), refusal.getMessage());
            }
            Files.delete(folder.resolve(RetentionFile.NAME));
            final CheckedPoller unknown = readAll(journal, QueueName.EVENTS);
            assertEquals(0L, unknown.lastSequence());
            assertEquals(FrameVerdict.BAD_CHAIN, unknown.verdict());
        }
    }

    @Test
    void shouldBeginNowhereButBehindASoundFrame() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, 4);
        }
        // The last of the second hour is damaged: nobody can tell any more what the third is to continue.
        JournalRig.damage(folder, QueueName.EVENTS, 1, 2 * EACH);
        now.addAndGet(100 * HOUR_MS);
        try (ChronicleJournal journal = open()) {
            final Retention retention = retention(journal, new RetentionLimits(1, 0L));
            retention.run(inHour(journal, 3), FramePosition.START);
            assertBegins(journal, QueueName.EVENTS, EACH);
            retention.run(inHour(journal, 4), FramePosition.START);
            assertBegins(journal, QueueName.EVENTS, 3 * EACH);
        }
    }

    @Test
    void shouldLeaveABackupAlone() throws IOException {
        try (ChronicleJournal journal = open()) {
            appendHours(journal, 1, HOURS);
            final FramePosition events = position(journal, QueueName.EVENTS, HOURS * EACH);
            final FramePosition decisions = position(journal, QueueName.DECISIONS, HOURS * EACH);
            now.addAndGet(100 * HOUR_MS);
            final Retention retention = retention(journal, new RetentionLimits(1, 0L));
            final Path whole = folder.resolveSibling(folder.getFileName() + "-whole");
            Backup.copy(folder, whole, bytes -> assertTrue(retention.run(events, decisions).isPostponed()));
            assertEquals((long) HOURS * EACH, readAll(whole, QueueName.EVENTS).lastSequence());
            assertFalse(retention.run(events, decisions).isPostponed());

            final Path trimmed = folder.resolveSibling(folder.getFileName() + "-trimmed");
            final Path restored = folder.resolveSibling(folder.getFileName() + "-restored");
            Backup.copy(folder, trimmed, bytes -> { });
            Backup.restore(trimmed, restored, bytes -> { });
            try (ChronicleJournal copy = ChronicleJournal.open(restored, SMALL, now::get)) {
                assertBegins(copy, QueueName.EVENTS, (HOURS - 1) * EACH);
                append(copy, QueueName.EVENTS, HOURS * EACH + 1, 1);
                assertEquals(HOURS * EACH + 1L, readAll(copy, QueueName.EVENTS).lastSequence());
            }
        }
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(folder, SMALL, now::get);
    }

    private Retention retention(final ChronicleJournal journal, final RetentionLimits limits) {
        return new Retention(journal, limits, now::get, Files::delete);
    }

    private void removeAllButTheLast(final ChronicleJournal journal) {
        retention(journal, new RetentionLimits(1, 0L)).run(position(journal, QueueName.EVENTS, HOURS * EACH),
            position(journal, QueueName.DECISIONS, HOURS * EACH));
    }

    /** So many frames an hour in each queue. */
    private void appendHours(final Journal journal, final int first, final int hours) {
        for (int hour = first; hour < first + hours; hour++) {
            for (final QueueName queue : QueueName.values()) {
                append(journal, queue, (hour - 1) * EACH + 1, EACH);
            }
            now.addAndGet(hour < first + hours - 1 ? HOUR_MS : 0L);
        }
    }

    /** Only in which file it is matters. */
    private FramePosition inHour(final ChronicleJournal journal, final int hour) {
        final RollCycle rollCycle = journal.queue(QueueName.EVENTS).rollCycle();
        final int cycle = (int) ((START + (hour - 1) * HOUR_MS) / HOUR_MS);
        return new FramePosition(hour * EACH, 0L, 1, 0L, rollCycle.toIndex(cycle, 0L));
    }

    private static void poll(final CheckedPoller poller, final int frames) {
        for (int i = 0; i < frames; i++) {
            poller.poll();
        }
    }

    /** The place behind a frame, as a snapshot keeps it. */
    private static FramePosition position(final Journal journal, final QueueName queue, final long sequence) {
        final Map<Long, FramePosition> positions = new HashMap<>();
        try (CheckedPoller poller = CheckedPoller.fromFirst(journal, queue)) {
            while (poller.poll()) {
                positions.put(poller.lastSequence(), poller.position());
            }
        }
        return positions.get(sequence);
    }

    private static void assertBegins(final Journal journal, final QueueName queue, final long behind) {
        assertEquals(behind, journal.first(queue).sequence());
        try (CheckedPoller poller = CheckedPoller.fromFirst(journal, queue)) {
            assertTrue(poller.poll());
            assertEquals(behind + 1, Frames.sequence(poller.buffer(), 0));
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
