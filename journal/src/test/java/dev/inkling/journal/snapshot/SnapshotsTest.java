package dev.inkling.journal.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is whole or not there, and damage anywhere in it is found before it is believed. */
class SnapshotsTest {
    @TempDir
    private Path dataFolder;

    @Test
    void shouldGiveBackWhatWasWrittenWhateverItsLength() throws IOException {
        final int block = SnapshotWriter.BLOCK_BYTES;
        long sequence = 0;
        for (final int length : new int[] {0, 1, block - 1, block, block + 1, 3 * block + 17}) {
            final byte[] state = bytes(length);
            final Path file = write(++sequence, state);
            try (SnapshotReader reader = new SnapshotReader(file)) {
                assertEquals(header(sequence), reader.header());
                assertArrayEquals(state, readAll(reader));
            }
        }
    }

    @Test
    void shouldFindADamagedBitWhereverItIs() throws IOException {
        final Path file = write(1, bytes(2 * SnapshotWriter.BLOCK_BYTES + 100));
        final byte[] good = Files.readAllBytes(file);
        final Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            final int at = i < 100 ? i * 3 % SnapshotHeader.BYTES : random.nextInt(good.length);
            final byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            assertThrows(SnapshotException.class, () -> check(file), "byte " + at);
        }
    }

    @Test
    void shouldFindThatTheEndIsMissingOrThatMoreFollows() throws IOException {
        final Path file = write(1, bytes(SnapshotWriter.BLOCK_BYTES + 100));
        final byte[] good = Files.readAllBytes(file);
        for (final int length : new int[] {0, 100, SnapshotHeader.BYTES, good.length - 17, good.length - 1, good.length + 1}) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThrows(SnapshotException.class, () -> check(file), "length " + length);
        }
    }

    @Test
    void shouldFindBlocksThatChangedPlaces() throws IOException {
        final int block = SnapshotWriter.PREFIX_BYTES + SnapshotWriter.BLOCK_BYTES;
        final Path file = write(1, bytes(2 * SnapshotWriter.BLOCK_BYTES));
        final byte[] good = Files.readAllBytes(file);
        final byte[] bad = good.clone();
        System.arraycopy(good, SnapshotHeader.BYTES, bad, SnapshotHeader.BYTES + block, block);
        System.arraycopy(good, SnapshotHeader.BYTES + block, bad, SnapshotHeader.BYTES, block);
        Files.write(file, bad);
        assertThrows(SnapshotException.class, () -> check(file));
    }

    @Test
    void shouldLeaveNothingWhenNotFinished() throws IOException {
        final Snapshots snapshots = new Snapshots(dataFolder);
        try (FileChannel lock = snapshots.lock(); SnapshotWriter writer = snapshots.write(header(5))) {
            writer.write(ByteBuffer.wrap(bytes(3_000_000)));
            assertTrue(lock.isOpen());
        }
        assertTrue(snapshots.newestFirst().isEmpty());
        try (var left = Files.list(dataFolder.resolve(Snapshots.FOLDER))) {
            assertEquals(List.of("lock"), left.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void shouldKeepTwoGoodOnesAndCountNoDamagedOne() throws IOException {
        final Snapshots snapshots = new Snapshots(dataFolder);
        for (long sequence = 1; sequence <= 5; sequence++) {
            write(sequence * 1_000_000_000_000L, bytes(1_000));
        }
        final Path newest = snapshots.newestFirst().get(0);
        final byte[] bad = Files.readAllBytes(newest);
        bad[bad.length / 2] ^= 4;
        Files.write(newest, bad);
        // What a writer left that died:
        Files.writeString(newest.resolveSibling("0000000000000000009.snapshot.tmp"), "half");
        try (FileChannel lock = snapshots.lock()) {
            assertTrue(lock.isOpen());
            assertEquals(List.of(header(4_000_000_000_000L), header(3_000_000_000_000L)),
                snapshots.keepNewest(new ShortJournal(Long.MAX_VALUE)));
        }
        assertEquals(2, snapshots.newestFirst().size());
        assertTrue(Files.exists(newest.resolveSibling(newest.getFileName() + ".damaged")));
        assertFalse(Files.exists(newest.resolveSibling("0000000000000000009.snapshot.tmp")));
    }

    /** It may be as large as a snapshot, on a disk that has no room left for the next one. */
    @Test
    void shouldClearWhatAMakerLeftThatDied() throws IOException {
        final Snapshots snapshots = new Snapshots(dataFolder);
        snapshots.clearUnfinished();
        assertFalse(Files.exists(dataFolder.resolve(Snapshots.FOLDER)), "no folder is made for it");
        final Path left = Files.createDirectory(dataFolder.resolve(Snapshots.FOLDER)).resolve("0000000000000000777.snapshot.tmp");
        Files.writeString(left, "half");
        snapshots.clearUnfinished();
        assertFalse(Files.exists(left));
        try (FileChannel lock = snapshots.lock()) {
            Files.writeString(left, "being made");
            snapshots.clearUnfinished();
            assertTrue(lock.isOpen() && Files.exists(left), "somebody is at work on it");
        }
        snapshots.lock().close();
        assertFalse(Files.exists(left), "there is room before the next one begins");
    }

    /** As after a loss of power, when a snapshot's pages came to the disk and those of its frames did not. */
    @Test
    void shouldCountNoneThatTheJournalDoesNotBearOut() throws IOException {
        final Snapshots snapshots = new Snapshots(dataFolder);
        for (final long sequence : new long[] {100, 500, 300}) {
            write(sequence, bytes(1_000));
        }
        final ShortJournal journal = new ShortJournal(400);
        assertEquals(Optional.of(header(300)), snapshots.newest(journal));
        assertEquals(3, snapshots.newestFirst().size());
        try (FileChannel lock = snapshots.lock()) {
            assertTrue(lock.isOpen());
            snapshots.putStaleAside(journal);
            assertEquals(3, snapshots.newestFirst().size(), "somebody is making one");
            assertEquals(List.of(header(300), header(100)), snapshots.keepNewest(journal));
        }
        assertEquals(2, snapshots.newestFirst().size());
        assertTrue(Files.exists(dataFolder.resolve("snapshots/0000000000000000500.snapshot.stale")));
        // the frames up to 500 are there again, and are others now
        write(500, bytes(1_000));
        snapshots.putStaleAside(new ShortJournal(200));
        assertEquals(1, snapshots.newestFirst().size());
        assertEquals(Optional.empty(), snapshots.newest(new ShortJournal(50)));
    }

    /** Older ones are removed for its sake: it must not speak of frames that a loss of power takes. */
    @Test
    void shouldBeThereOnlyOnceItsFramesAreOnTheMedium() throws IOException {
        final List<Path> atSync = new ArrayList<>();
        final Snapshots snapshots = new Snapshots(dataFolder, () -> {
            atSync.add(dataFolder);
            assertEquals(List.of(), new Snapshots(dataFolder).newestFirst());
        });
        try (FileChannel lock = snapshots.lock(); SnapshotWriter writer = snapshots.write(header(5))) {
            writer.finish();
            assertTrue(lock.isOpen());
        }
        assertEquals(List.of(dataFolder), atSync);
        assertEquals(1, snapshots.newestFirst().size());
        final Snapshots refused = new Snapshots(dataFolder, () -> {
            throw new IOException("I/O error");
        });
        try (FileChannel lock = refused.lock(); SnapshotWriter writer = refused.write(header(6))) {
            assertThrows(IOException.class, writer::finish);
            assertTrue(lock.isOpen());
        }
        assertEquals(1, refused.newestFirst().size());
    }

    @Test
    void shouldLetOneMakeThemAtATime() throws IOException {
        final Snapshots snapshots = new Snapshots(dataFolder);
        try (FileChannel first = snapshots.lock()) {
            assertTrue(first.isOpen());
            assertThrows(IOException.class, snapshots::lock);
        }
        snapshots.lock().close();
    }

    private Path write(final long sequence, final byte[] state) throws IOException {
        final Snapshots snapshots = new Snapshots(dataFolder);
        try (FileChannel lock = snapshots.lock(); SnapshotWriter writer = snapshots.write(header(sequence))) {
            // in pieces that end nowhere near the blocks
            for (int from = 0; from < state.length; from += 99_991) {
                writer.write(ByteBuffer.wrap(state, from, Math.min(99_991, state.length - from)));
            }
            final long bytes = writer.finish();
            assertTrue(lock.isOpen());
            final Path file = dataFolder.resolve(String.format(java.util.Locale.ROOT, "snapshots/%019d.snapshot", sequence));
            assertEquals(bytes, Files.size(file));
            return file;
        }
    }

    private static SnapshotHeader header(final long sequence) {
        return new SnapshotHeader(3, 2, 1_700_000_000_000L, -5L, new FramePosition(sequence, 12L, 4, -77L, 1L << 40),
            new FramePosition(sequence - 1, Long.MIN_VALUE, 3, Long.MAX_VALUE, FramePosition.NOWHERE));
    }

    private static byte[] bytes(final int length) {
        final byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void check(final Path file) throws IOException {
        try (SnapshotReader reader = new SnapshotReader(file)) {
            reader.readToEnd();
        }
    }

    private static byte[] readAll(final SnapshotReader reader) throws IOException {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        final ByteBuffer some = ByteBuffer.allocate(70_001);
        while (reader.read(some) >= 0) {
            all.write(some.array(), 0, some.position());
            some.clear();
        }
        return all.toByteArray();
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
