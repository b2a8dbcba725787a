package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holes that a loss of power leaves in what was not synced are cut, and only those: where the machine was not started anew, or where
 * synced frames are missing, it is damage.
 */
class PowerLossTest {
    private static final int FRAMES = 2_000;
    private static final int BEHIND_HOLE = 500;
    private static final long HOUR_MS = 3_600_000L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAMES - BEHIND_HOLE})
    void shouldCutAHoleBehindAllThatWasSynced(final int synced) throws IOException {
        fill(synced);
        makeHole(BEHIND_HOLE);
        loseThePower();
        final long good = FRAMES - BEHIND_HOLE;
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            // The void that takes back what is gone follows the last good one.
            assertEquals(good + 1, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, good + 2, 100);
        }
        assertWhole(QueueName.EVENTS, good + 101);
        assertEquals(1, kept("cut-"));
    }

    @Test
    void shouldRefuseAHoleInWhatWasSynced() throws IOException {
        fill(FRAMES - BEHIND_HOLE + 1);
        makeHole(BEHIND_HOLE);
        loseThePower();
        assertRefusedUntouched("end at sequence " + (FRAMES - BEHIND_HOLE) + ", but were synced up to " + (FRAMES - BEHIND_HOLE + 1));
    }

    @Test
    void shouldRefuseAHoleWhereNoPowerWasLost() throws IOException {
        fill(1);
        makeHole(BEHIND_HOLE);
        assertRefusedUntouched("damaged behind sequence " + (FRAMES - BEHIND_HOLE));
    }

    @Test
    void shouldRefuseWhereSyncedEventsAreGone() throws IOException {
        fill(FRAMES);
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        file.overwrite(file.recordFromEnd(3), file.end() - file.recordFromEnd(3), null);
        loseThePower();
        final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
        assertTrue(refused.getMessage().contains("end at sequence " + (FRAMES - 3) + ", but were synced up to " + FRAMES),
            refused.getMessage());
        assertEquals(0, kept("cut-"), "nothing was touched");
        Files.delete(folder.resolve(SyncedMark.FILE));
        ChronicleJournal.open(folder, SMALL).close();
        assertWhole(QueueName.EVENTS, FRAMES - 2);
    }

    @Test
    void shouldCutAHoleAtTheEndOfAFileWithAnotherBehind() throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            append(journal, QueueName.EVENTS, 1, 100);
            now[0] += HOUR_MS;
            append(journal, QueueName.EVENTS, 101, 100);
        }
        final TornFile older = TornFile.oldest(folder, QueueName.EVENTS);
        older.overwrite(older.recordFromEnd(20), older.end() + 8 - older.recordFromEnd(20), null);
        loseThePower();
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            assertEquals(81, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 82, 100);
        }
        assertWhole(QueueName.EVENTS, 181);
    }

    /** The older file ends as it should, so only a look at all of it finds the hole. */
    @Test
    void shouldCutAHoleInTheMiddleOfAFileWithAnotherBehind() throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            append(journal, QueueName.EVENTS, 1, 1_000);
            now[0] += HOUR_MS;
            append(journal, QueueName.EVENTS, 1_001, 100);
        }
        final TornFile older = TornFile.oldest(folder, QueueName.EVENTS);
        final int from = older.recordFromEnd(700);
        older.overwrite(from, older.recordFromEnd(650) + 20 - from, null);
        loseThePower();
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            assertEquals(300 + 1, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 302, 100);
        }
        assertWhole(QueueName.EVENTS, 401);
    }

    /** Sequences of decisions have gaps, so only the chain tells that some are missing between two files. */
    @Test
    void shouldCutDecisionsBehindAFileThatLostItsEnd() throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            append(journal, QueueName.EVENTS, 1, 200);
            journal.appender(QueueName.EVENTS).sync();
            append(journal, QueueName.DECISIONS, 1, 100);
            now[0] += HOUR_MS;
            append(journal, QueueName.DECISIONS, 101, 100);
        }
        final TornFile older = TornFile.oldest(folder, QueueName.DECISIONS);
        older.overwrite(older.recordFromEnd(20), older.end() + 8 - older.recordFromEnd(20), null);
        loseThePower();
        ChronicleJournal.open(folder, SMALL, () -> now[0]).close();
        assertWhole(QueueName.DECISIONS, 80);
        assertWhole(QueueName.EVENTS, 200);
    }

    /** All frames were synced; the mark at the end of the oldest file, which the library may write later, was not. */
    @Test
    void shouldGiveBackTheMarkOfAFileBeforeTheLastButOne() throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            for (int hour = 0; hour < 3; hour++) {
                append(journal, QueueName.EVENTS, hour * 100 + 1, 100);
                now[0] += HOUR_MS;
            }
            journal.appender(QueueName.EVENTS).sync();
        }
        final TornFile oldest = TornFile.oldest(folder, QueueName.EVENTS);
        oldest.overwrite(oldest.end(), 8, null);
        loseThePower();
        ChronicleJournal.open(folder, SMALL, () -> now[0]).close();
        assertWhole(QueueName.EVENTS, 300);
    }

    /** Simulation on disk, seed 2429: with its head gone as well the file was let go, and those behind it were counted still. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeginAnewWhereTheFirstFileLostItsFrames(final boolean isHeadLost) throws IOException {
        loseTheFirstFrames(0);
        if (isHeadLost) {
            TornFile.oldest(folder, QueueName.EVENTS).overwrite(0, 4, null);
        }
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            // The void that says that frames are gone is the first.
            assertEquals(1, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 2, 10);
        }
        assertWhole(QueueName.EVENTS, 11);
    }

    @Test
    void shouldRefuseWhereTheFirstFileLostSyncedFrames() throws IOException {
        loseTheFirstFrames(50);
        final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
        assertTrue(refused.getMessage().contains("begins with sequence 101"), refused.getMessage());
    }

    /** Of two files with 100 frames each the first keeps its head and nothing else. */
    private void loseTheFirstFrames(final int synced) throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            append(journal, QueueName.EVENTS, 1, synced);
            if (synced > 0) {
                journal.appender(QueueName.EVENTS).sync();
            }
            append(journal, QueueName.EVENTS, synced + 1L, 100 - synced);
            now[0] += HOUR_MS;
            append(journal, QueueName.EVENTS, 101, 100);
        }
        final TornFile first = TornFile.oldest(folder, QueueName.EVENTS);
        first.overwrite(first.recordFromEnd(100), first.end() + 8 - first.recordFromEnd(100), null);
        loseThePower();
    }

    @Test
    void shouldLetGoOfAFileWhoseHeadIsLost() throws IOException {
        fill(0);
        TornFile.newest(folder, QueueName.EVENTS).overwrite(0, TornFile.PAGE_BYTES, null);
        loseThePower();
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, journal.appender(QueueName.EVENTS).lastSequence() + 1, 10);
        }
        assertEquals(FrameVerdict.OK, readAll(folder, QueueName.EVENTS).verdict());
    }

    /** Simulation on disk, seed 20407: of the middle one of three files the power took the first frames; all of the first was synced. */
    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void shouldCutAHoleAtTheBeginningOfAFileBeforeTheLast(final int synced) throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            for (int hour = 0; hour < 3; hour++) {
                append(journal, QueueName.EVENTS, hour * 100 + 1, 1);
                if (hour * 100 + 1 == synced) {
                    journal.appender(QueueName.EVENTS).sync();
                }
                append(journal, QueueName.EVENTS, hour * 100 + 2, 99);
                if (hour == 0) {
                    journal.appender(QueueName.EVENTS).sync();
                }
                now[0] += HOUR_MS;
            }
        }
        final TornFile middle = TornFile.of(JournalRig.files(folder, QueueName.EVENTS).get(1));
        middle.overwrite(middle.recordFromEnd(100), middle.recordFromEnd(50) - middle.recordFromEnd(100) + 20, null);
        loseThePower();
        if (synced > 100) {
            final JournalException refused = assertThrows(JournalException.class,
                () -> ChronicleJournal.open(folder, SMALL, () -> now[0]));
            assertTrue(refused.getMessage().contains("damaged behind sequence 100"), refused.getMessage());
            return;
        }
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            append(journal, QueueName.EVENTS, journal.appender(QueueName.EVENTS).lastSequence() + 1, 10);
        }
        assertWhole(QueueName.EVENTS, 100 + 1 + 10);
    }

    @Test
    void shouldLetGoOfFilesBehindOneWhoseHeadIsLost() throws IOException {
        final long[] now = {START};
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            for (int hour = 0; hour < 3; hour++) {
                append(journal, QueueName.EVENTS, hour * 100 + 1, 100);
                now[0] += HOUR_MS;
            }
        }
        final TornFile middle = TornFile.of(JournalRig.files(folder, QueueName.EVENTS).get(1));
        middle.overwrite(0, TornFile.PAGE_BYTES, null);
        loseThePower();
        try (Journal journal = ChronicleJournal.open(folder, SMALL, () -> now[0])) {
            append(journal, QueueName.EVENTS, journal.appender(QueueName.EVENTS).lastSequence() + 1, 10);
        }
        // The void that takes back what is gone follows the last frame of the first file.
        assertWhole(QueueName.EVENTS, 100 + 1 + 10);
    }

    /** Decisions are made again from their events, so a hole among them is cut whatever left it. */
    @Test
    void shouldCutAHoleAmongDecisionsInAnyCase() throws IOException {
        fill(FRAMES);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.DECISIONS, 1, FRAMES);
        }
        final TornFile file = TornFile.newest(folder, QueueName.DECISIONS);
        final int from = file.recordFromEnd(BEHIND_HOLE);
        file.overwrite(from, file.recordFromEnd(BEHIND_HOLE - 50) + 20 - from, null);
        ChronicleJournal.open(folder, SMALL).close();
        assertWhole(QueueName.DECISIONS, FRAMES - BEHIND_HOLE);
        assertWhole(QueueName.EVENTS, FRAMES);
    }

    /** Simulation on disk, seed 11310: a void that takes all decisions back has sequence 0, which is none that was synced. */
    @Test
    void shouldLetGoOfAFileThatBeginsWithAVoidOfAllDecisions() throws IOException {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            VoidFrame.append(journal.appender(QueueName.DECISIONS), 0, 0, START);
        }
        TornFile.newest(folder, QueueName.DECISIONS).overwrite(0, 4, null);
        loseThePower();
        ChronicleJournal.open(folder, SMALL).close();
        assertWhole(QueueName.DECISIONS, 0);
    }

    /** A process that dies takes nothing with it: where the machine has run on, records that were noted and are gone are told. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellOfMissingFramesWhereNoPowerWasLost(final boolean isPowerLost) throws IOException {
        fill(0);
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        file.tear(file.recordFromEnd(5), null);
        if (isPowerLost) {
            loseThePower();
        }
        for (int start = 0; start < 2; start++) {
            try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
                assertEquals(start == 0 && !isPowerLost ? 1 : 0, journal.warnings().size(), journal.warnings().toString());
            }
        }
    }

    private void fill(final int synced) {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, synced);
            if (synced > 0) {
                journal.appender(QueueName.EVENTS).sync();
            }
            append(journal, QueueName.EVENTS, synced + 1L, FRAMES - synced);
        }
    }

    private void makeHole(final int behind) throws IOException {
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        final int from = file.recordFromEnd(behind);
        file.overwrite(from, file.recordFromEnd(behind - 50) + 20 - from, null);
    }

    /** The machine starts anew: the mark is of another start than this one. */
    private void loseThePower() throws IOException {
        final Path mark = folder.resolve(SyncedMark.FILE);
        Files.writeString(mark, Files.readString(mark, StandardCharsets.ISO_8859_1).replaceFirst("boot=\\S*", "boot=before"),
            StandardCharsets.ISO_8859_1);
    }

    private void assertRefusedUntouched(final String reason) throws IOException {
        final Path file = JournalRig.files(folder, QueueName.EVENTS).get(0);
        final byte[] before = Files.readAllBytes(file);
        final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(folder, SMALL));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    private void assertWhole(final QueueName queue, final long last) {
        final CheckedPoller poller = readAll(folder, queue);
        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(last, poller.lastSequence());
    }

    private long kept(final String prefix) throws IOException {
        try (var files = Files.list(folder.resolve(QueueName.EVENTS.folder()))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).count();
        }
    }
}
