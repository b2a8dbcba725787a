package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.FramePosition;
import dev.inkling.journal.Frames;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.snapshot.SnapshotHeader;
import dev.inkling.journal.snapshot.SnapshotReader;
import dev.inkling.journal.snapshot.SnapshotWriter;
import dev.inkling.journal.snapshot.Snapshots;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot comes to what a start from the first event comes to, and only a good snapshot is used. */
class SnapshotTest {
    private static final int REQUESTS = 40;

    @TempDir
    private Path folder;
    private Snapshots snapshots;
    private MemoryJournal journal;
    private int requests;

    @BeforeEach
    void makeJournal() {
        snapshots = new Snapshots(folder);
        journal = new MemoryJournal();
    }

    @Test
    void shouldComeToTheSameStateAsAReplayOfAll() throws IOException {
        long before = 0;
        for (int round = 0; round < 4; round++) {
            serve(REQUESTS);
            final SnapshotMaker.Result made = make();
            assertTrue(made.isMade());
            assertEquals(made.sequence() - before, made.replayed(), "goes on from the snapshot before");
            assertEquals(Math.min(round + 1, Snapshots.KEPT), made.kept().size());
            before = made.sequence();
            assertSameStart(before);
        }
        serve(REQUESTS);
        assertSameStart(before);
    }

    @Test
    void shouldMakeTheSameSnapshotFromTheLastOneAsFromNothing() throws IOException {
        serve(REQUESTS);
        make();
        serve(REQUESTS);
        final SnapshotMaker.Result onTop = make();
        final Snapshots others = new Snapshots(folder.resolve("other"));
        final SnapshotMaker.Result fromNothing = new SnapshotMaker(journal, others).make(sequence -> { });
        assertEquals(onTop.kept().get(0).stateDigest(), fromNothing.kept().get(0).stateDigest());
        assertEquals(onTop.kept().get(0).events(), fromNothing.kept().get(0).events());
        assertEquals(onTop.kept().get(0).decisions(), fromNothing.kept().get(0).decisions());
        // the state is the same to the last byte: the headers differ in when they were made
        final byte[] one = Files.readAllBytes(snapshots.newestFirst().get(0));
        final byte[] other = Files.readAllBytes(others.newestFirst().get(0));
        assertEquals(-1, java.util.Arrays.mismatch(java.util.Arrays.copyOfRange(one, SnapshotHeader.BYTES, one.length),
            java.util.Arrays.copyOfRange(other, SnapshotHeader.BYTES, other.length)));
    }

    @Test
    void shouldMakeNoneWhereNothingIsNew() throws IOException {
        serve(REQUESTS);
        assertTrue(make().isMade());
        final SnapshotMaker.Result again = make();
        assertFalse(again.isMade());
        assertEquals(1, again.kept().size());
    }

    @Test
    void shouldPassOverADamagedOne() throws IOException {
        serve(REQUESTS);
        final long older = make().sequence();
        serve(REQUESTS);
        make();
        damage(snapshots.newestFirst().get(0));
        assertSameStart(older);
        damage(snapshots.newestFirst().get(1));
        assertSameStart(0);
        // the next snapshot puts them aside, and is good
        final SnapshotMaker.Result made = make();
        assertTrue(made.isMade());
        assertEquals(1, made.kept().size());
        assertSameStart(made.sequence());
    }

    @Test
    void shouldPassOverOneOfAnotherEngineOrLayout() throws IOException {
        serve(REQUESTS);
        make();
        final SnapshotHeader h;
        try (SnapshotReader reader = new SnapshotReader(snapshots.newestFirst().get(0))) {
            h = reader.header();
        }
        rewrite(new SnapshotHeader(h.layoutVersion(), h.engineVersion() + 1, 0, h.stateDigest(), h.events(), h.decisions()));
        assertSameStart(0);
        rewrite(new SnapshotHeader(h.layoutVersion() + 1, h.engineVersion(), 0, h.stateDigest(), h.events(), h.decisions()));
        assertSameStart(0);
        rewrite(new SnapshotHeader(h.layoutVersion(), h.engineVersion(), 0, h.stateDigest() + 1, h.events(), h.decisions()));
        assertSameStart(0);
        rewrite(h);
        assertSameStart(h.sequence());
    }

    /** As after a loss of power, when the snapshot's pages came to the disk and the journal's did not. */
    @Test
    void shouldPassOverOneThatKnowsEventsTheJournalHasNot() throws IOException {
        serve(REQUESTS);
        make();
        final MemoryJournal cut = new MemoryJournal();
        Setups.copy(journal, cut, QueueName.EVENTS, Setups.frames(journal, QueueName.EVENTS) - 100);
        Setups.copy(journal, cut, QueueName.DECISIONS, Integer.MAX_VALUE);
        journal = cut;
        assertSameStart(0);
        serve(REQUESTS);
        assertSameStart(0);
        assertTrue(make().isMade());
    }

    @Test
    void shouldCountNoneThatKnowsEventsTheJournalHasNot() throws IOException {
        serve(REQUESTS);
        final SnapshotHeader first = make().kept().get(0);
        // of frames that came behind that one, and that others have taken the place of
        final FramePosition lost = new FramePosition(first.sequence() + 1_000_000, first.events().receivedMs() + 1, 1, 7,
            first.events().locator());
        rewrite(new SnapshotHeader(first.layoutVersion(), first.engineVersion(), 0, 7, lost, first.decisions()));
        final Path stale = snapshots.newestFirst().get(0);
        serve(REQUESTS);
        final SnapshotMaker.Result made = make();
        assertTrue(made.isMade());
        assertTrue(made.sequence() < lost.sequence());
        assertEquals(List.of(made.sequence(), first.sequence()), made.kept().stream().map(SnapshotHeader::sequence).toList());
        assertTrue(Files.exists(stale.resolveSibling(stale.getFileName() + ".stale")));
        assertEquals(2, snapshots.newestFirst().size());
    }

    @Test
    void shouldNotMakeOneOfAJournalThatDiverges() {
        serve(REQUESTS);
        final TamperedJournal differs = TamperedJournal.flipped(journal, QueueName.DECISIONS, frame -> true, 57);
        assertThrows(PipelineException.class, () -> new SnapshotMaker(differs, snapshots).make(sequence -> { }));
    }

    @Test
    void shouldMakeTheDecisionsThatAreMissingBehindIt() throws IOException {
        serve(REQUESTS);
        make();
        serve(REQUESTS);
        final List<String> expected = Setups.decisions(journal);
        // as if the process had died between the queues: events are all there, decisions behind the snapshot are not
        final MemoryJournal lost = new MemoryJournal();
        Setups.copy(journal, lost, QueueName.EVENTS, Integer.MAX_VALUE);
        Setups.copy(journal, lost, QueueName.DECISIONS, Setups.frames(journal, QueueName.DECISIONS) - 5);
        final Snapshots others = new Snapshots(folder.resolve("other"));
        assertTrue(new SnapshotMaker(lost, others).make(sequence -> { }).isMade());
        Pipeline.start(Setups.context(lost.reopen(), ThreadMode.INVOKER).snapshots(others)).close();
        assertEquals(expected, Setups.decisions(lost));
        assertEquals(0, Setups.verify(lost).divergences());
    }

    @Test
    void shouldKnowDuplicatesFromBeforeIt() throws IOException {
        serve(REQUESTS);
        make();
        final int events = Setups.frames(journal, QueueName.EVENTS);
        requests = 0;
        serve(REQUESTS);
        assertEquals(events, Setups.frames(journal, QueueName.EVENTS), "all were there before");
    }

    /** Simulation on disk, seed 58: a death at the very first start left a void as the first frame, and the table had room for one id. */
    @Test
    void shouldKnowDuplicatesWhereTheJournalBeginsWithAVoid() throws IOException {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[VoidFrame.LENGTH]);
        journal.appender(QueueName.EVENTS).append(frame, 0, VoidFrame.write(frame, 0, 0), 1, 0);
        shouldKnowDuplicatesFromBeforeIt();
    }

    /** Simulation on disk, seed 5858: deaths at the first starts left voids, and the decisions ended before any settings came. */
    @Test
    void shouldMakeNoneBeforeThereAreSettings() throws IOException {
        serve(REQUESTS);
        final MemoryJournal struck = new MemoryJournal();
        VoidFrame.append(struck.appender(QueueName.EVENTS), 0, 1, 0);
        VoidFrame.append(struck.appender(QueueName.EVENTS), 1, 2, 0);
        Setups.copy(journal, struck, QueueName.DECISIONS, 1);
        VoidFrame.append(struck.appender(QueueName.DECISIONS), 2, 2, 0);
        journal = struck;
        assertFalse(make().isMade());
        assertEquals(List.of(), snapshots.newestFirst());
        serve(REQUESTS);
        assertTrue(make().isMade());
    }

    private void serve(final int count) {
        journal = journal.reopen();
        try (Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).snapshots(snapshots))) {
            final Replies replies = new Replies(pipeline);
            final TestBatch batch = new TestBatch();
            for (int request = 0; request < count; request++) {
                Setups.fill(batch, requests++, 7);
                replies.put(batch, request);
            }
            replies.await(count);
        }
    }

    private SnapshotMaker.Result make() throws IOException {
        return new SnapshotMaker(journal, snapshots).make(sequence -> { });
    }

    /** Starts once from snapshots and once from nothing. */
    private void assertSameStart(final long expectedStart) {
        final StartingPoint start = new SnapshotLoader(journal, snapshots, SnapshotLoader.AS_JOURNALED, 8_192).newest();
        assertEquals(expectedStart, start.events().sequence());
        assertEquals(expectedStart, start.processor().lastSequence());
        journal = journal.reopen();
        final RingPipeline quick = (RingPipeline) Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).snapshots(snapshots));
        final RingPipeline slow = (RingPipeline) Pipeline.start(Setups.context(journal, ThreadMode.INVOKER));
        assertEquals(slow.processor().digest(), quick.processor().digest());
        assertEquals(slow.processor().stateDigest(), quick.processor().stateDigest());
        assertEquals(slow.processor().lastSequence(), quick.processor().lastSequence());
        assertEquals(slow.counters().get(Counter.DEDUP_IDS), quick.counters().get(Counter.DEDUP_IDS));
        assertEquals(slow.counters().get(Counter.DEDUP_OLDEST_SEQUENCE), quick.counters().get(Counter.DEDUP_OLDEST_SEQUENCE));
        assertEquals(0, Setups.verify(journal).divergences());
    }

    private void rewrite(final SnapshotHeader header) throws IOException {
        final Path file = snapshots.newestFirst().get(0);
        try (FileChannel lock = snapshots.lock(); SnapshotReader reader = new SnapshotReader(file);
             SnapshotWriter writer = snapshots.write(header)) {
            assertTrue(lock.isOpen());
            final java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(1 << 16);
            while (reader.read(bytes) >= 0) {
                writer.write(bytes.flip());
                bytes.clear();
            }
            writer.finish();
        }
    }

    private static void damage(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertTrue(bytes.length > Frames.MAX_FRAME_BYTES);
    }
}
