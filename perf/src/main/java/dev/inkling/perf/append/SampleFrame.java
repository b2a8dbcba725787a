package dev.inkling.perf.append;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;
import org.agrona.concurrent.UnsafeBuffer;

/** One frame of a wished length, to be sealed and appended again and again. A piece of configuration, as its text may have any length. */
final class SampleFrame {
    private static final int OVERHEAD_BYTES = new ConfigurationWriter(ConfigKind.RULES, new byte[0])
        .next(new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]), 0);
    /** Shortest. */
    static final int MIN_BYTES = OVERHEAD_BYTES + 1;
    /** Longest. */
    static final int MAX_BYTES = OVERHEAD_BYTES + ConfigurationWriter.PIECE_BYTES;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
    private final int length;

    /**
     * Makes the frame.
     *
     * @param bytes its length, {@link #MIN_BYTES} to {@link #MAX_BYTES}
     */
    SampleFrame(final int bytes) {
        final byte[] text = new byte[bytes - OVERHEAD_BYTES];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + i % 26);
        }
        length = new ConfigurationWriter(ConfigKind.RULES, text).next(buffer, 0);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }
}
