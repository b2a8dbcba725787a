package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.append;
import static dev.inkling.journal.chronicle.JournalRig.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files last as long as was wished, and whatever the clock does, frames stay in their order. */
class RollCycleTest {
    private static final long SMALL_BLOCK = 256L << 10;
    private static final long MINUTE_MS = 60_000L;
    /** Midnight, where every cycle begins. */
    private static final long START = 19_676L * 24 * 60 * MINUTE_MS;

    @TempDir
    private Path folder;
    private final AtomicLong now = new AtomicLong(START);

    @ParameterizedTest
    @CsvSource({"minutely, 1", "five-minutely, 5", "ten-minutely, 10", "half-hourly, 30", "hourly, 60", "two-hourly, 120",
        "six-hourly, 360", "daily, 1440", "FAST_DAILY, 1440"})
    void shouldRollAsOftenAsWished(final String word, final int minutes) throws IOException {
        final JournalOptions options = new JournalOptions(word, SMALL_BLOCK);
        try (Journal journal = ChronicleJournal.open(folder, options, now::get)) {
            append(journal, QueueName.EVENTS, 1, 1);
            now.set(START + minutes * MINUTE_MS - 1);
            append(journal, QueueName.EVENTS, 2, 1);
            assertEquals(1, JournalRig.files(folder, QueueName.EVENTS).size());
            now.set(START + minutes * MINUTE_MS);
            append(journal, QueueName.EVENTS, 3, 1);
            assertEquals(2, JournalRig.files(folder, QueueName.EVENTS).size());
        }
        try (Journal journal = ChronicleJournal.open(folder, JournalOptions.defaults(), now::get)) {
            append(journal, QueueName.EVENTS, 4, 1);
            assertEquals(4L, readAll(journal, QueueName.EVENTS).lastSequence());
        }
    }

    @Test
    void shouldRefuseOtherWordsAndOtherWishes() {
        final IllegalArgumentException unknown =
            assertThrows(IllegalArgumentException.class, () -> new JournalOptions("yearly", SMALL_BLOCK));
        assertTrue(unknown.getMessage().contains("take one of minutely, five-minutely"), unknown.getMessage());
        ChronicleJournal.open(folder, new JournalOptions("six-hourly", SMALL_BLOCK)).close();
        final JournalException other = assertThrows(JournalException.class,
            () -> ChronicleJournal.open(folder, new JournalOptions("hourly", 0L)));
        assertTrue(other.getMessage().contains("was made with roll cycle six-hourly"), other.getMessage());
    }

    /** Steps of the clock over rolls, back and forth, while it runs and over restarts, some of them ends by backup and restore. */
    @Test
    void shouldKeepTheOrderWhateverTheClockDoes() throws IOException {
        final long seed = new Random().nextLong();
        final Random random = new Random(seed);
        final JournalOptions options = new JournalOptions("minutely", SMALL_BLOCK);
        Path data = folder.resolve("data");
        long last = 0;
        for (int life = 0; life < 12; life++) {
            try (ChronicleJournal journal = ChronicleJournal.open(data, options, now::get);
                Journal reader = ChronicleJournal.openForReading(data);
                CheckedPoller follower = CheckedPoller.fromFirst(reader, QueueName.EVENTS)) {
                for (int step = 0; step < 6; step++) {
                    final int count = random.nextInt(20);
                    for (final QueueName queue : QueueName.values()) {
                        append(journal, queue, last + 1, count);
                    }
                    last += count;
                    now.addAndGet((random.nextInt(9) - 4) * MINUTE_MS);
                    boolean more = true;
                    while (more) {
                        more = follower.poll();
                    }
                    assertEquals(last, follower.lastSequence(), "seed " + seed);
                }
                now.addAndGet((random.nextInt(5) - 3) * MINUTE_MS);
            }
            if (life % 4 == 3) {
                final Path backup = folder.resolve("backup-" + life);
                final Path restored = folder.resolve("data-" + life);
                Backup.copy(data, backup, bytes -> { });
                Backup.restore(backup, restored, bytes -> { });
                data = restored;
            }
        }
        for (final QueueName queue : QueueName.values()) {
            final CheckedPoller poller = readAll(data, queue);
            assertEquals(FrameVerdict.OK, poller.verdict(), "seed " + seed);
            assertEquals(last, poller.lastSequence(), "seed " + seed);
        }
    }

    @Test
    void shouldGoOnWhereTheClockIsFarBeforeTheLastFile() throws IOException {
        final JournalOptions options = new JournalOptions("minutely", SMALL_BLOCK);
        try (Journal journal = ChronicleJournal.open(folder, options, now::get)) {
            append(journal, QueueName.EVENTS, 1, 10);
        }
        // A wrong clock at boot: the year 1970, until the time is set.
        now.set(0L);
        try (Journal journal = ChronicleJournal.open(folder, options, now::get)) {
            append(journal, QueueName.EVENTS, 11, 10);
            append(journal, QueueName.DECISIONS, 1, 10);
            now.set(START + MINUTE_MS);
            append(journal, QueueName.EVENTS, 21, 10);
            append(journal, QueueName.DECISIONS, 11, 10);
            now.set(0L);
            append(journal, QueueName.EVENTS, 31, 10);
            assertEquals(40L, readAll(journal, QueueName.EVENTS).lastSequence());
        }
        try (Journal journal = ChronicleJournal.open(folder, options, now::get)) {
            append(journal, QueueName.EVENTS, 41, 10);
            append(journal, QueueName.DECISIONS, 21, 10);
        }
        assertEquals(50L, readAll(folder, QueueName.EVENTS).lastSequence());
        assertEquals(30L, readAll(folder, QueueName.DECISIONS).lastSequence());
        assertEquals(2, JournalRig.files(folder, QueueName.EVENTS).size());
    }
}
