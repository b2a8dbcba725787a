package dev.inkling.perf.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.VoidDecoder;

/**
 * Reads a queue and holds it to the plain rules, without the checks of the product: checksum by the JDK, numbers, times and epochs in
 * order, damage only where a void follows.
 */
final class QueueReader {
    private static final int MAX_DAMAGED = 65_536;

    private final List<StoredFrame> frames = new ArrayList<>();
    private final List<StoredFrame> standing = new ArrayList<>();
    private int damaged;

    /**
     * Reads all of a queue.
     *
     * @param journal to read
     * @param queue   which
     * @throws Expectation when a rule is broken
     */
    QueueReader(final Journal journal, final QueueName queue) {
        try (FramePoller poller = journal.poller(queue)) {
            while (poller.poll()) {
                final int length = poller.length();
                if (length < Frames.PREFIX_BYTES || length > Frames.MAX_FRAME_BYTES) {
                    damaged++;
                    continue;
                }
                final StoredFrame frame = StoredFrame.copy(poller.buffer(), 0, length);
                if (isWhole(frame)) {
                    add(frame, queue);
                } else {
                    damaged++;
                }
            }
        }
        Expectation.that(damaged == 0, "the %s queue ends in %d damaged frames behind %s", queue.folder(), damaged, last());
    }

    private void add(final StoredFrame frame, final QueueName queue) {
        final boolean isVoid = frame.template() == VoidDecoder.TEMPLATE_ID;
        Expectation.that(damaged == 0 || isVoid && damaged <= MAX_DAMAGED, "%s: %d damaged frames stand before %s, which is no void",
            queue.folder(), damaged, frame);
        damaged = 0;
        final StoredFrame before = last();
        final long sequence = before == null ? 0 : before.sequence();
        if (before != null) {
            Expectation.that(frame.epoch() >= before.epoch(), "%s: epoch goes back from %s to %s", queue.folder(), before, frame);
            Expectation.that(isVoid && queue == QueueName.DECISIONS || frame.received() >= before.received(),
                "%s: time goes back from %s to %s", queue.folder(), before, frame);
        }
        if (queue != QueueName.DECISIONS) {
            Expectation.that(frame.sequence() == sequence + 1, "%s: behind sequence %d comes %s", queue.folder(), sequence, frame);
        } else if (isVoid) {
            final long lastGood = VoidFrame.lastGood(frame.buffer(), 0);
            standing.removeIf(taken -> taken.sequence() > lastGood);
        } else {
            Expectation.that(frame.sequence() >= sequence, "%s: behind sequence %d comes %s", queue.folder(), sequence, frame);
        }
        frames.add(frame);
        if (!isVoid) {
            standing.add(frame);
        }
    }

    private StoredFrame last() {
        return frames.isEmpty() ? null : frames.get(frames.size() - 1);
    }

    /** Whether a frame is as its checksum says. */
    static boolean isWhole(final StoredFrame frame) {
        final CRC32C crc = new CRC32C();
        crc.update(frame.bytes(), 0, Frames.CRC_OFFSET);
        crc.update(frame.bytes(), Frames.EPOCH_OFFSET, frame.bytes().length - Frames.EPOCH_OFFSET);
        return (int) crc.getValue() == frame.buffer().getInt(Frames.CRC_OFFSET, java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    /** All whole frames, voids among them. */
    List<StoredFrame> frames() {
        return frames;
    }

    /** Those that no void took back, voids aside. */
    List<StoredFrame> standing() {
        return standing;
    }
}
