package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions can be made again from their events, so a damaged one is; no event is to blame. */
class DamagedDecisionsTest {
    private static final ConfigurationTexts ALWAYS = Setups.texts().withRules("always rules", Setups.ALWAYS_RULES);
    private static final int MOMENTS = 5;

    @TempDir
    Path folder;

    /** Each life journals a decision for each moment and closes with a checkpoint: 0 is the first decision of all, 5 a checkpoint. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 7, 10})
    void shouldMakeADamagedDecisionAgain(final int record) throws IOException {
        run(MOMENTS);
        run(MOMENTS);
        final List<String> expected;
        final int events;
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            expected = Setups.decisions(journal);
            events = Setups.frames(journal, QueueName.EVENTS);
        }
        assertEquals(2 * MOMENTS, expected.size());
        flip(record);

        assertEquals(1, run(0));
        assertEquals(0, run(0), "a second start finds nothing to mend");

        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            assertEquals(expected, Setups.decisions(journal));
            assertEquals(events, Setups.frames(journal, QueueName.EVENTS), "no event, no skip");
            final Verification.Result result = Setups.verify(journal);
            assertEquals(0, result.divergences(), result.reason());
        }
    }

    @Test
    void shouldMendDamageBeforeAndBehindWhatWasMended() throws IOException {
        run(MOMENTS);
        run(MOMENTS);
        final List<String> expected;
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            expected = Setups.decisions(journal);
        }
        flip(7);
        assertEquals(1, run(0));
        // Behind 12 records a void, and the decisions of records 7 to 10 anew, as 13 to 16.
        flip(14);
        assertEquals(1, run(0));
        flip(3);
        assertEquals(3, run(0), "those damaged before are still there, among what is taken back");
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            assertEquals(expected, Setups.decisions(journal));
            assertEquals(0, Setups.verify(journal).divergences());
        }
    }

    /** The journal then says that something else was decided: that is for people to look at. */
    @Test
    void shouldRefuseWhereAWholeDecisionBehindTheDamageDiffers() {
        final MemoryJournal journal = memory();
        final MemoryJournal other = new MemoryJournal();
        Setups.copy(journal, other, QueueName.EVENTS, Integer.MAX_VALUE);
        final long first = Setups.frames(journal, QueueName.EVENTS) - MOMENTS + 1;
        Setups.copy(new TamperedJournal(journal, QueueName.DECISIONS, frame -> false, frame -> {
            if (Frames.sequence(frame, 0) == first + 3) {
                frame.putByte(Frames.PREFIX_BYTES, (byte) (frame.getByte(Frames.PREFIX_BYTES) ^ 1));
            }
        }), other, QueueName.DECISIONS, Integer.MAX_VALUE);
        final int records = Setups.frames(other, QueueName.DECISIONS);

        final Journal damaged = TamperedJournal.flipped(
            other.reopen(), QueueName.DECISIONS, frame -> Frames.sequence(frame, 0) == first, Frames.PREFIX_BYTES);
        final PipelineException refused = assertThrows(PipelineException.class, () -> start(damaged));

        assertTrue(refused.getMessage().contains("decision " + (first + 3) + ".0 differs"), refused.getMessage());
        assertFalse(refused.getMessage().contains("--skip"), refused.getMessage());
        assertEquals(records, Setups.frames(other, QueueName.DECISIONS));
    }

    @Test
    void shouldRefuseWhereReadersEndBeforeTheWriter() {
        final MemoryJournal journal = memory();
        final long last = Setups.frames(journal, QueueName.EVENTS);
        final int records = Setups.frames(journal, QueueName.DECISIONS);

        final PipelineException refused = assertThrows(PipelineException.class, () -> start(new TamperedJournal(
            journal.reopen(), QueueName.DECISIONS, frame -> Frames.sequence(frame, 0) > last - 2, frame -> { })));

        assertTrue(refused.getMessage().contains("cannot be read behind sequence " + (last - 2)), refused.getMessage());
        assertFalse(refused.getMessage().contains("--skip"), refused.getMessage());
        assertEquals(records, Setups.frames(journal, QueueName.DECISIONS));
    }

    private static MemoryJournal memory() {
        final MemoryJournal journal = new MemoryJournal();
        try (Pipeline pipeline = start(journal)) {
            offer(pipeline, MOMENTS);
        }
        return journal;
    }

    private static Pipeline start(final Journal journal) {
        return Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS));
    }

    private static void offer(final Pipeline pipeline, final int moments) {
        final TestBatch batch = new TestBatch();
        for (int i = 0; i < moments; i++) {
            batch.add("v", "page_view", Setups.START_MS + i);
        }
        assertEquals(Intake.Offer.TAKEN, pipeline.openIntake(1 << 16, () -> { }).offer(batch.batch(), Intake.NO_REQUEST, 0));
    }

    /** One life; tells how many decisions it mended. */
    private long run(final int moments) {
        try (Journal journal = ChronicleJournal.open(folder, JournalOptions.defaults()); Pipeline pipeline = start(journal)) {
            if (moments > 0) {
                offer(pipeline, moments);
            }
            return pipeline.counters().get(Counter.DECISIONS_MENDED);
        }
    }

    private void flip(final int record) throws IOException {
        byte[] frame = {};
        try (Journal journal = ChronicleJournal.openForReading(folder); FramePoller poller = journal.poller(QueueName.DECISIONS)) {
            for (int i = 0; i <= record; i++) {
                assertTrue(poller.poll(), "record " + i);
                frame = new byte[poller.length()];
                new UnsafeBuffer(frame).putBytes(0, poller.buffer(), 0, frame.length);
            }
        }
        final Path file;
        try (Stream<Path> all = Files.list(folder.resolve(QueueName.DECISIONS.folder()))) {
            file = all.filter(name -> name.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
            final byte[] head = new byte[(int) Math.min(data.length(), 8L << 20)];
            data.readFully(head);
            int at = 0;
            while (!Arrays.equals(head, at, at + frame.length, frame, 0, frame.length)) {
                at++;
            }
            data.seek(at + Frames.PREFIX_BYTES);
            data.write(frame[Frames.PREFIX_BYTES] ^ 1);
        }
    }
}
