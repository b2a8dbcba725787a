package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends that no reader can step over are cut, and whatever is appended behind the cut is there once, for every reader. */
class TornEndTest {
    private static final long HOUR_MS = 3_600_000L;
    /** More than Chronicle indexes in steps of, so that pages of its index point behind a cut. */
    private static final int FRAMES = 2000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 200, 700, FRAMES})
    void shouldGoOnWhereTheLastRecordsAreZero(final int records) throws IOException {
        for (final QueueName queue : QueueName.values()) {
            fill(queue);
            final TornFile file = TornFile.newest(folder, queue);
            file.tear(file.recordFromEnd(records), null);
            assertGoesOn(queue, FRAMES - records);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 30, 60, 200, 300, 1000, 4096, 20_000, 100_000})
    void shouldGoOnWhereTheLastBytesAreZero(final int length) throws IOException {
        for (final QueueName queue : QueueName.values()) {
            fill(queue);
            final TornFile file = TornFile.newest(folder, queue);
            file.tear(file.end() - length, null);
            assertGoesOn(queue, -1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 1000, 4096, 20_000, 100_000})
    void shouldGoOnWhereTheLastBytesAreRandom(final int length) throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            for (final QueueName queue : QueueName.values()) {
                final Path each = Files.createDirectory(folder.resolve(seed + "-" + queue.folder()));
                fill(each, queue);
                final TornFile file = TornFile.newest(each, queue);
                file.tear(file.end() - length, new Random(seed));
                assertGoesOn(each, queue, -1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(QueueName.class)
    void shouldGoOnWhereOnlyTheFirstPageSurvived(final QueueName queue) throws IOException {
        final Path later = folder.resolve("later");
        fill(queue);
        copy(folder, later);
        try (Journal journal = ChronicleJournal.open(later, SMALL)) {
            append(journal, queue, FRAMES + 1, 600);
        }
        TornFile.newest(later, queue).putFirstPage(folder, queue);
        assertGoesOn(queue, FRAMES);
    }

    @Test
    void shouldGoOnWhereTheFirstPageIsOlderThanTheFrames() throws IOException {
        final Path earlier = folder.resolve("earlier");
        Files.createDirectory(earlier);
        try (Journal journal = ChronicleJournal.open(earlier, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 100);
        }
        final Path now = folder.resolve("now");
        copy(earlier, now);
        try (Journal journal = ChronicleJournal.open(now, SMALL)) {
            append(journal, QueueName.EVENTS, 101, 900);
        }
        TornFile.newest(earlier, QueueName.EVENTS).putFirstPage(now, QueueName.EVENTS);
        try (Journal journal = ChronicleJournal.open(now, SMALL)) {
            // Nothing is lost, so nothing is taken back.
            append(journal, QueueName.EVENTS, 1001, 5);
        }
        assertWhole(now, QueueName.EVENTS, 1005L);
        assertEquals(0, cuts(now, QueueName.EVENTS));
    }

    @Test
    void shouldTakeBackDecisionsOfEventsThatWereCut() throws IOException {
        fill(QueueName.EVENTS);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.DECISIONS, 1, FRAMES);
        }
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        file.tear(file.recordFromEnd(50), null);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            assertEquals(FRAMES - 50L, journal.appender(QueueName.DECISIONS).lastSequence());
            // The void frame took the sequence of the first event that is gone.
            assertEquals(FRAMES - 49L, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, FRAMES - 48L, 5);
            append(journal, QueueName.DECISIONS, FRAMES - 48L, 5);
        }
        assertWhole(folder, QueueName.EVENTS, FRAMES - 44L);
        assertWhole(folder, QueueName.DECISIONS, FRAMES - 44L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoOnInAnotherFileBehindACut(final boolean isAllOfTheNewestGone) throws IOException {
        final AtomicLong now = new AtomicLong(START);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 100);
            now.addAndGet(HOUR_MS);
            append(journal, QueueName.EVENTS, 101, 100);
        }
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        final int gone = isAllOfTheNewestGone ? 100 : 40;
        file.tear(file.recordFromEnd(gone) + (isAllOfTheNewestGone ? 0 : 30), null);
        final long last = 200L - gone;
        for (int start = 1; start <= 3; start++) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
                assertEquals(last + 1 + (start - 1) * 10L, journal.appender(QueueName.EVENTS).lastSequence());
                append(journal, QueueName.EVENTS, journal.appender(QueueName.EVENTS).lastSequence() + 1, 10);
            }
            now.addAndGet(HOUR_MS);
        }
        assertWhole(folder, QueueName.EVENTS, last + 31);
        // Where a whole file is gone, the one before it is as it was.
        assertEquals(isAllOfTheNewestGone ? 0 : 1, cuts(folder, QueueName.EVENTS));
    }

    @Test
    void shouldCutTheOlderFileWhereTheNewerHoldsNothing() throws IOException {
        final AtomicLong now = new AtomicLong(START);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 100);
            now.addAndGet(HOUR_MS);
            append(journal, QueueName.EVENTS, 101, 3);
        }
        final TornFile newest = TornFile.newest(folder, QueueName.EVENTS);
        newest.tear(newest.recordFromEnd(3), null);
        final TornFile oldest = TornFile.oldest(folder, QueueName.EVENTS);
        // Its mark that the file ends here is lost as well.
        oldest.overwrite(oldest.recordFromEnd(10) + 50, oldest.end() + 8 - oldest.recordFromEnd(10) - 50, new Random(3));
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 92, 10);
        }
        assertWhole(folder, QueueName.EVENTS, 101L);
        assertEquals(2, JournalRig.files(folder, QueueName.EVENTS).size());
    }

    @Test
    void shouldRefuseAHoleWithWholeFramesBehind() throws IOException {
        fill(QueueName.EVENTS);
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        final int from = file.recordFromEnd(500);
        file.overwrite(from, file.recordFromEnd(450) + 20 - from, null);
        final byte[] before = Files.readAllBytes(JournalRig.files(folder, QueueName.EVENTS).get(0));
        final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
        assertTrue(refused.getMessage().contains("damaged behind sequence " + (FRAMES - 500)), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(JournalRig.files(folder, QueueName.EVENTS).get(0)));
    }

    @Test
    void shouldRefuseALostHeadWithWholeFramesBehind() throws IOException {
        fill(QueueName.EVENTS);
        TornFile.newest(folder, QueueName.EVENTS).overwrite(0, TornFile.PAGE_BYTES, null);
        final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
        assertTrue(refused.getMessage().contains("whole frames stand behind"), refused.getMessage());
    }

    /** A queue of two files with 100 frames each. */
    private LongSupplier fillTwoFiles(final QueueName queue) {
        final AtomicLong now = new AtomicLong(START);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, queue, 1, 100);
            now.addAndGet(HOUR_MS);
            append(journal, queue, 101, 100);
        }
        return now::get;
    }

    @Test
    void shouldNotReadPastADamagedOlderFile() throws IOException {
        final LongSupplier now = fillTwoFiles(QueueName.EVENTS);
        final TornFile file = TornFile.oldest(folder, QueueName.EVENTS);
        file.tear(file.recordFromEnd(10), null);
        final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL, now));
        assertTrue(refused.getMessage().contains("behind sequence 90"), refused.getMessage());
    }

    @Test
    void shouldGoOnWhereTheMarkBetweenTwoFilesIsLost() throws IOException {
        final LongSupplier now = fillTwoFiles(QueueName.EVENTS);
        final TornFile file = TornFile.oldest(folder, QueueName.EVENTS);
        file.overwrite(file.end(), Long.BYTES, null);
        assertEquals(100L, readAll(folder, QueueName.EVENTS).lastSequence());
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now)) {
            assertEquals(200L, readAll(journal, QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 201, 5);
        }
        assertWhole(folder, QueueName.EVENTS, 205L);
    }

    @Test
    void shouldGoOnWhereTheMarkIsLostBeforeAFileThatTakesDecisionsBack() throws IOException {
        final AtomicLong now = new AtomicLong(START);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 100);
            append(journal, QueueName.DECISIONS, 1, 100);
            now.addAndGet(HOUR_MS);
            final UnsafeBuffer frame = new UnsafeBuffer(new byte[VoidFrame.LENGTH]);
            VoidFrame.write(frame, 0, 90L);
            final FrameAppender decisions = journal.appender(QueueName.DECISIONS);
            decisions.append(frame, 0, VoidFrame.LENGTH, 90L, decisions.lastReceivedMs());
        }
        final TornFile file = TornFile.oldest(folder, QueueName.DECISIONS);
        file.overwrite(file.end(), Long.BYTES, null);
        assertEquals(100L, readAll(folder, QueueName.DECISIONS).lastSequence());
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            assertEquals(90L, readAll(journal, QueueName.DECISIONS).lastSequence());
            assertEquals(90L, journal.appender(QueueName.DECISIONS).lastSequence());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void shouldGoOnInAFileThatWasCutShort(final int more) throws IOException {
        fill(QueueName.EVENTS);
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        file.truncate(file.end() + more);
        // The void frame takes the sequence of the frame that was cut short.
        final long last = FRAMES;
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            assertEquals(last, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, last + 1, 5);
        }
        assertWhole(folder, QueueName.EVENTS, last + 5);
    }

    /** A header that says it is incomplete, and more behind it than any append leaves: it is kept, and told in the journal. */
    @Test
    void shouldKeepWhatIsTooLongForAnUnfinishedAppend() throws IOException {
        fill(QueueName.EVENTS);
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        final byte[] junk = new byte[5000];
        Arrays.fill(junk, (byte) 0x99);
        file.write(file.end(), junk);
        assertGoesOn(QueueName.EVENTS, FRAMES);
        assertEquals(1, cuts(folder, QueueName.EVENTS));
    }

    /** As a writer leaves it that dies when it has made a file: it holds no frame, and no mark of its end. */
    @Test
    void shouldReadOnOverAFileWithoutFrames() throws IOException {
        final AtomicLong now = new AtomicLong(START);
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
            append(journal, QueueName.EVENTS, 1, 100);
            now.addAndGet(2 * HOUR_MS);
            append(journal, QueueName.EVENTS, 101, 100);
        }
        final Path aside = folder.resolve("aside");
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(aside).rollCycle(RollCycles.FAST_HOURLY)
            .blockSize(SMALL.blockBytes()).timeProvider(() -> START + HOUR_MS).build();
            ExcerptAppender appender = queue.createAppender();
            DocumentContext document = appender.writingDocument()) {
            document.rollbackOnClose();
        }
        try (Stream<Path> made = Files.list(aside)) {
            for (final Path file : made.filter(each -> each.toString().endsWith(".cq4")).toList()) {
                Files.copy(file, folder.resolve("events").resolve(file.getFileName()));
            }
        }
        for (int start = 0; start < 2; start++) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get)) {
                append(journal, QueueName.EVENTS, 201 + 10L * start, 10);
            }
            assertEquals(3, JournalRig.files(folder, QueueName.EVENTS).size());
            assertWhole(folder, QueueName.EVENTS, 210L + 10L * start);
        }
    }

    @Test
    void shouldClearAwayARewriteThatWasNotFinished() throws IOException {
        fill(QueueName.EVENTS);
        final Path aside = folder.resolve("events.mending");
        copy(folder.resolve("events"), aside);
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        file.tear(file.recordFromEnd(5), null);
        assertGoesOn(QueueName.EVENTS, FRAMES - 5);
        assertFalse(Files.exists(aside));
    }

    private void fill(final QueueName queue) {
        fill(folder, queue);
    }

    private static void fill(final Path where, final QueueName queue) {
        try (Journal journal = ChronicleJournal.open(where, SMALL)) {
            if (queue == QueueName.DECISIONS) {
                // Decisions are never ahead of events.
                append(journal, QueueName.EVENTS, journal.appender(QueueName.EVENTS).lastSequence() + 1, FRAMES);
            }
            append(journal, queue, journal.appender(queue).lastSequence() + 1, FRAMES - (int) journal.appender(queue).lastSequence());
        }
    }

    private void assertGoesOn(final QueueName queue, final long lastGood) throws IOException {
        assertGoesOn(folder, queue, lastGood);
    }

    /** Opens, appends, closes, three times over; reads all of it from the beginning each time. */
    private static void assertGoesOn(final Path where, final QueueName queue, final long lastGood) throws IOException {
        long last = lastGood;
        for (int start = 0; start < 3; start++) {
            try (Journal journal = ChronicleJournal.open(where, SMALL)) {
                final long found = journal.appender(queue).lastSequence();
                if (start == 0 && lastGood >= 0) {
                    assertEquals(queue == QueueName.DECISIONS ? lastGood : lastGood + 1, found);
                } else if (start > 0) {
                    assertEquals(last, found);
                }
                if (queue == QueueName.DECISIONS) {
                    append(journal, QueueName.EVENTS, journal.appender(QueueName.EVENTS).lastSequence() + 1, 300);
                }
                append(journal, queue, found + 1, 300);
                last = found + 300;
                assertEquals(last, readAll(journal, queue).lastSequence());
            }
            assertWhole(where, queue, last);
        }
    }

    private static void assertWhole(final Path where, final QueueName queue, final long lastSequence) {
        final CheckedPoller poller = readAll(where, queue);
        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(lastSequence, poller.lastSequence());
    }

    private static long cuts(final Path where, final QueueName queue) throws IOException {
        try (Stream<Path> files = Files.list(where.resolve(queue.folder()))) {
            return files.filter(file -> file.getFileName().toString().startsWith("cut-")).count();
        }
    }

    private static void copy(final Path from, final Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.filter(each -> !each.startsWith(to)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
