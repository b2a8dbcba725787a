package dev.inkling.ingest.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.RetentionTask.Needed;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.SnapshotWriter;
import dev.inkling.journal.snapshot.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what is before the older of two good snapshots may be removed. */
class SnapshotPlacesTest {
    private final Journal journal = new ShortJournal(1_000);
    @TempDir
    private Path folder;

    @Test
    void shouldKeepAllUntilThereAreTwoGoodOnes() throws IOException {
        final SnapshotPlaces places = new SnapshotPlaces(folder, journal);
        assertEquals(Needed.ALL, places.get());
        write(100);
        assertEquals(Needed.ALL, places.get());
        write(200);
        assertEquals(new Needed(position(100), position(99)), places.get());
        final Path third = write(300);
        assertEquals(new Needed(position(200), position(199)), places.get());
        final byte[] bytes = Files.readAllBytes(third);
        bytes[bytes.length / 2] ^= 1;
        Files.write(third, bytes);
        assertEquals(new Needed(position(100), position(99)), new SnapshotPlaces(folder, journal).get(), "a damaged one does not count");
    }

    /** Else files would be removed that a start from the good one would need, once that is damaged. */
    @Test
    void shouldNotCountOneThatTheJournalDoesNotBearOut() throws IOException {
        write(100);
        write(200);
        write(2_000);
        assertEquals(new Needed(position(100), position(99)), new SnapshotPlaces(folder, journal).get());
        assertEquals(Needed.ALL, new SnapshotPlaces(folder, new ShortJournal(199)).get());
    }

    private Path write(final long sequence) throws IOException {
        final Snapshots snapshots = new Snapshots(folder);
        try (FileChannel lock = snapshots.lock();
             SnapshotWriter writer = snapshots.write(new SnapshotHeader(1, 2, 0L, 0L, position(sequence), position(sequence - 1)))) {
            assertTrue(lock.isOpen());
            writer.write(ByteBuffer.wrap(new byte[1_000]));
            writer.finish();
        }
        return snapshots.newestFirst().get(0);
    }

    private static FramePosition position(final long sequence) {
        return new FramePosition(sequence, sequence, 1, sequence, sequence);
    }

    /** Holds every frame but those behind a sequence. */
    private static final class ShortJournal implements Journal {
        private final long last;

        ShortJournal(final long last) {
            this.last = last;
        }

        @Override
        public boolean holds(final QueueName queue, final FramePosition behind) {
            return behind.sequence() <= last;
        }

        @Override
        public FrameAppender appender(final QueueName queue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FramePoller poller(final QueueName queue) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int epoch() {
            return 0;
        }

        @Override
        public long blocksMapped() {
            return 0;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
