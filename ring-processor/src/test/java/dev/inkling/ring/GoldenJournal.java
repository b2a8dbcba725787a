package dev.inkling.ring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal kept in the tree as text: one frame a line, in hexadecimal, a file for each queue. For reading only. */
final class GoldenJournal implements Journal {
    private final Map<QueueName, List<byte[]>> frames = new EnumMap<>(QueueName.class);

    /**
     * Reads the golden journal of a format version.
     *
     * @param version folder below {@code golden}, such as {@code v1}
     */
    GoldenJournal(final String version) {
        for (final QueueName queue : QueueName.values()) {
            frames.put(queue, resource(version, queue.folder() + ".hex").lines().map(HexFormat.of()::parseHex).toList());
        }
    }

    static String resource(final String version, final String name) {
        try (InputStream in = GoldenJournal.class.getResourceAsStream("/golden/" + version + "/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<byte[]> frames(final QueueName queue) {
        return frames.get(queue);
    }

    @Override
    public FrameAppender appender(final QueueName queue) {
        throw new UnsupportedOperationException("a golden journal is for reading");
    }

    @Override
    public FramePoller poller(final QueueName queue) {
        return new Poller(frames.get(queue));
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
        // nothing is open
    }

    /** Hands out the lines. */
    private static final class Poller implements FramePoller {
        private final List<byte[]> lines;
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        private int next;

        Poller(final List<byte[]> lines) {
            this.lines = lines;
        }

        @Override
        public boolean poll() {
            if (next == lines.size()) {
                return false;
            }
            buffer.putBytes(0, lines.get(next++));
            return true;
        }

        @Override
        public DirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int length() {
            return lines.get(next - 1).length;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
