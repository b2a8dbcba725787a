package dev.inkling.ingest.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.inkling.ingest.TestServer;
import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.SnapshotWriter;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server has its snapshots made by another process, and its next start goes on from there. */
class HousekeeperTest {
    private static final int EVENTS = 400;

    @TempDir
    private Path folder;

    @Test
    void shouldMakeSnapshotsWhileServingAndStartFromThem() throws IOException {
        final long made;
        try (TestServer server = TestServer.start(folder, "snapshot-events", "100")) {
            post(server, 0);
            TestServer.await("a snapshot", () -> counter(server, Counter.SNAPSHOT_SEQUENCE) > 0);
            post(server, EVENTS);
            TestServer.await("a snapshot", () -> counter(server, Counter.SNAPSHOTS) >= 2);
            made = counter(server, Counter.SNAPSHOT_SEQUENCE);
            assertEquals(0, counter(server, Counter.SNAPSHOT_FAILURES));
            assertEquals(0, counter(server, Counter.RECOVERED_FROM));
        }
        try (TestServer server = TestServer.start(folder, "snapshot-events", "0")) {
            assertTrue(counter(server, Counter.RECOVERED_FROM) >= made);
            assertEquals(2 * EVENTS, counter(server, Counter.DEDUP_IDS));
            post(server, EVENTS);
            assertEquals(EVENTS, counter(server, Counter.EVENTS_DUPLICATE));
        }
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            assertEquals(0, new Verification(journal, false).run(sequence -> { }).divergences());
        }
    }

    @Test
    void shouldCountAndSayThatNoneCouldBeMade() throws IOException {
        try (TestServer server = TestServer.start(folder, "snapshot-events", "100")) {
            // somebody else's file where the folder would be
            Files.writeString(folder.resolve(Snapshots.FOLDER), "in the way");
            post(server, 0);
            TestServer.await("a snapshot", () -> counter(server, Counter.SNAPSHOT_FAILURES) == 1);
            post(server, EVENTS);
            assertEquals(2 * EVENTS, counter(server, Counter.EVENTS_ACCEPTED), "it goes on all the same");
        }
    }

    /** On a small disk it would keep the server from taking events. */
    @Test
    void shouldStartWithoutWhatAMakerLeftThatDied() throws IOException {
        TestServer.start(folder, "snapshot-events", "0").close();
        final Path left = Files.createDirectories(folder.resolve(Snapshots.FOLDER)).resolve("0000000000000000777.snapshot.tmp");
        Files.writeString(left, "half");
        try (TestServer server = TestServer.start(folder, "snapshot-events", "0")) {
            assertFalse(Files.exists(left));
            post(server, 0);
        }
    }

    /** As after a loss of power: it is ahead of the journal, which would have to pass it before another one is made. */
    @Test
    void shouldNotWaitBehindASnapshotThatTheJournalDoesNotBearOut() throws IOException {
        TestServer.start(folder, "snapshot-events", "0").close();
        final FramePosition lost = new FramePosition(1_000_000, 1, 1, 1, 1);
        final Snapshots snapshots = new Snapshots(folder);
        try (FileChannel lock = snapshots.lock(); SnapshotWriter writer = snapshots.write(new SnapshotHeader(1, 1, 0, 0, lost, lost))) {
            assertTrue(lock.isOpen());
            writer.finish();
        }
        try (TestServer server = TestServer.start(folder, "snapshot-events", "100")) {
            assertTrue(Files.exists(folder.resolve("snapshots/0000000000001000000.snapshot.stale")));
            assertEquals(0, counter(server, Counter.SNAPSHOT_SEQUENCE));
            post(server, 0);
            TestServer.await("a snapshot", () -> counter(server, Counter.SNAPSHOTS) >= 1);
        }
    }

    private static long counter(final TestServer server, final Counter counter) {
        return server.server().pipeline().counters().get(counter);
    }

    private static void post(final TestServer server, final int first) {
        final StringBuilder body = new StringBuilder("[");
        for (int i = first; i < first + EVENTS; i++) {
            body.append(i == first ? "" : ",").append("{\"eventId\":\"e").append(i).append("\",\"visitorId\":\"v").append(i % 17)
                .append("\",\"momentType\":\"").append(i % 3 == 0 ? "exit_intent" : "size_guide").append("\"}");
        }
        assertEquals(202, server.post("/v1/events", body.append(']').toString()).statusCode());
    }
}
