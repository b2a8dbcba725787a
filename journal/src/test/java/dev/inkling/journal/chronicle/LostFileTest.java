package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole files that a loss of power took, unsynced, names and all. Found by the simulation, whose seeds have changed since. */
class LostFileTest {
    private static final long HOUR_MS = 3_600_000L;
    private static final QueueName QUEUE = QueueName.EVENTS;

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong(START);

    private Journal open() {
        return ChronicleJournal.open(folder, SMALL, now::get);
    }

    /** Files of 100 frames each. */
    private void fill(final int files) {
        try (Journal journal = open()) {
            for (int i = 0; i < files; i++) {
                append(journal, QUEUE, 1 + i * 100L, 100);
                now.addAndGet(HOUR_MS);
            }
        }
    }

    private void deleteNewest(final int files) throws IOException {
        final List<Path> all = JournalRig.files(folder, QUEUE);
        for (final Path file : all.subList(all.size() - files, all.size())) {
            Files.delete(file);
        }
    }

    /** Chronicle's own table holds nothing that the files do not tell. */
    @ParameterizedTest
    @ValueSource(ints = {12, 20, 30, 50, 60, 80, -36, -88})
    void shouldMakeADamagedTableAnew(final int place) throws IOException {
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            append(journal, QueueName.EVENTS, 1, 100);
        }
        final Path table = folder.resolve("events").resolve("metadata.cq4t");
        byte[] bytes = Files.readAllBytes(table);
        if (place < 0) {
            bytes = Arrays.copyOf(bytes, -place);
        } else {
            bytes[place] ^= 0x04;
        }
        Files.write(table, bytes);
        try (Journal journal = ChronicleJournal.open(folder, SMALL)) {
            assertEquals(100, journal.appender(QueueName.EVENTS).lastSequence());
            append(journal, QueueName.EVENTS, 101, 100);
        }
        assertEquals(200, readAll(folder, QueueName.EVENTS).lastSequence());
    }

    /** Simulation on disk, seed 90: nothing can be appended to a file that has the mark at its end, and the clock led back to it. */
    @Test
    void shouldGoOnBehindAMarkWhereTheNextFileIsGoneAndTheClockWentBack() throws IOException {
        fill(2);
        deleteNewest(1);
        now.set(START - 10 * HOUR_MS);
        try (Journal journal = open()) {
            assertEquals(100L, journal.appender(QUEUE).lastSequence());
            append(journal, QUEUE, 101, 10);
            assertEquals(110L, readAll(journal, QUEUE).lastSequence());
        }
        assertEquals(110L, readAll(folder, QUEUE).lastSequence());
    }

    /** Simulation on disk, seed 44: Chronicle notes which files have the mark, and its note may outlive them. */
    @Test
    void shouldMarkAFileAgainWhereThoseBehindItAreGoneWithItsMark() throws IOException {
        fill(3);
        deleteNewest(2);
        final TornFile file = TornFile.newest(folder, QUEUE);
        file.overwrite(file.end(), Long.BYTES, null);
        now.set(START + HOUR_MS);
        try (Journal journal = open()) {
            append(journal, QUEUE, 101, 10);
            assertEquals(110L, readAll(journal, QUEUE).lastSequence());
        }
    }

    /** Simulation on disk, seeds 6 and 17: what a writer that died had not synced was never synced by the next. */
    @Test
    void shouldSyncWhatAnEarlierWriterLeft() throws IOException {
        fill(2);
        final List<Path> synced = new ArrayList<>();
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get, synced::add)) {
            assertTrue(synced.isEmpty(), synced.toString());
            journal.appender(QUEUE).sync();
            assertTrue(synced.containsAll(JournalRig.files(folder, QUEUE)), synced.toString());
            assertTrue(synced.contains(folder.resolve(QUEUE.folder())), synced.toString());
            synced.clear();
            append(journal, QUEUE, 201, 1);
            journal.appender(QUEUE).sync();
            assertFalse(synced.containsAll(JournalRig.files(folder, QUEUE).subList(0, 1)), synced.toString());
        }
    }

    /** Simulation in memory, seed 376: the events took the sequences of those that were gone, and the void was lost with the next power. */
    @Test
    void shouldSyncAVoidOfDecisionsAtOnce() throws IOException {
        try (Journal journal = open()) {
            append(journal, QUEUE, 1, 5);
            append(journal, QueueName.DECISIONS, 1, 8);
        }
        final List<Path> synced = new ArrayList<>();
        try (Journal journal = ChronicleJournal.open(folder, SMALL, now::get, synced::add)) {
            assertEquals(5L, journal.appender(QueueName.DECISIONS).lastSequence());
            assertTrue(synced.containsAll(JournalRig.files(folder, QueueName.DECISIONS)), synced.toString());
        }
    }
}
