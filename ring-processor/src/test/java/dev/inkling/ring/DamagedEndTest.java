package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss of power may leave the last events damaged while what was decided on them is on disk. */
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
        for (final Path file : files()) {
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

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(QueueName.EVENTS.folder()))) {
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
