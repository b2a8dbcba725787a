package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loss of power may leave the last events damaged or gone while what was decided on them is on disk, or the other way round. */
class DamagedEndTest {
    private static final ConfigurationTexts ALWAYS = Setups.texts().withRules("always rules", Setups.ALWAYS_RULES);
    private static final int MOMENTS = 5;

    @TempDir
    Path folder;

    @Test
    void shouldTakeBackTheDecisionsOfEventsThatAreDamagedAtTheEnd() throws IOException {
        run("before");
        final byte[] frame;
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            frame = lastFrame(journal);
            assertEquals(MOMENTS, Setups.decisions(journal).size());
        }
        flip(frame);
        forgetWhatWasSynced();

        for (int start = 0; start < 2; start++) {
            run("after" + start);
        }

        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            final Verification.Result result = Setups.verify(journal);
            assertEquals(0, result.divergences(), result.reason());
            // One of the first five is gone; the two starts brought five each.
            assertEquals(MOMENTS - 1 + 2 * MOMENTS, result.events());
            assertEquals(result.events(), result.decisions());
        }
    }

    /** From the header of a record on, or from its middle; zeros, or what chance gives. */
    @ParameterizedTest
    @CsvSource({"EVENTS, 1, -4, false", "EVENTS, 3, -4, false", "EVENTS, 3, 30, false", "EVENTS, 4, 30, true",
        "DECISIONS, 1, -4, false", "DECISIONS, 3, 30, false", "DECISIONS, 4, 30, true"})
    void shouldGoOnBehindATornEnd(final QueueName queue, final int frames, final int offset, final boolean isRandom) throws IOException {
        run("before");
        tear(queue, frames, offset, isRandom);
        for (int start = 0; start < 3; start++) {
            run("after" + start);
        }
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            final Verification.Result result = Setups.verify(journal);
            assertEquals(0, result.divergences(), result.reason());
            final int gone = queue == QueueName.EVENTS ? frames : 0;
            assertEquals(MOMENTS - gone + 3 * MOMENTS, result.events());
            assertEquals(result.events(), result.decisions());
        }
    }

    private void tear(final QueueName queue, final int frames, final int offset, final boolean isRandom) throws IOException {
        forgetWhatWasSynced();
        final List<byte[]> all = new ArrayList<>();
        try (Journal journal = ChronicleJournal.openForReading(folder); FramePoller poller = journal.poller(queue)) {
            while (poller.poll()) {
                final byte[] frame = new byte[poller.length()];
                poller.buffer().getBytes(0, frame);
                all.add(frame);
            }
        }
        final byte[] last = all.get(all.size() - 1);
        try (RandomAccessFile data = new RandomAccessFile(files(queue).get(0).toFile(), "rw")) {
            final byte[] head = new byte[(int) Math.min(data.length(), 8L << 20)];
            data.readFully(head);
            final int from = indexOf(head, all.get(all.size() - frames)) + offset;
            final byte[] torn = new byte[indexOf(head, last) + last.length - from];
            if (isRandom) {
                new Random(frames).nextBytes(torn);
            }
            data.seek(from);
            data.write(torn);
        }
    }

    /** A clean stop syncs; what is damaged here was never synced. */
    private void forgetWhatWasSynced() throws IOException {
        Files.delete(folder.resolve("synced"));
    }

    private void run(final String visitor) {
        try (Journal journal = ChronicleJournal.open(folder, JournalOptions.defaults());
            Pipeline pipeline = Pipeline.start(Setups.context(journal, ThreadMode.INVOKER).configuration(ALWAYS))) {
            final TestBatch batch = new TestBatch();
            for (int i = 0; i < MOMENTS; i++) {
                batch.add(visitor, "page_view", Setups.START_MS + i);
            }
            assertEquals(Intake.Offer.TAKEN, pipeline.openIntake(1 << 16, () -> { }).offer(batch.batch(), Intake.NO_REQUEST, 0));
        }
    }

    private static byte[] lastFrame(final Journal journal) {
        byte[] frame = {};
        try (FramePoller poller = journal.poller(QueueName.EVENTS)) {
            while (poller.poll()) {
                frame = new byte[poller.length()];
                poller.buffer().getBytes(0, frame);
            }
        }
        return frame;
    }

    private void flip(final byte[] frame) throws IOException {
        for (final Path file : files(QueueName.EVENTS)) {
            try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw"); FileChannel channel = data.getChannel()) {
                final ByteBuffer head = ByteBuffer.allocate((int) Math.min(channel.size(), 8L << 20)).order(ByteOrder.LITTLE_ENDIAN);
                channel.read(head, 0);
                final int at = indexOf(head.array(), frame);
                if (at >= 0) {
                    data.seek(at + Frames.PREFIX_BYTES);
                    data.write(frame[Frames.PREFIX_BYTES] ^ 1);
                    return;
                }
            }
        }
        throw new AssertionError("the last frame is in no file");
    }

    private List<Path> files(final QueueName queue) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(queue.folder()))) {
            return all.filter(file -> file.toString().endsWith(".cq4")).toList();
        }
    }

    private static int indexOf(final byte[] bytes, final byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
