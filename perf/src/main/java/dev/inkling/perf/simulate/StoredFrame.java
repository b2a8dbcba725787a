package dev.inkling.perf.simulate;

import java.util.Arrays;

import dev.inkling.journal.Frames;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A frame as it stands in a queue.
 *
 * @param bytes sealed
 */
record StoredFrame(byte[] bytes) {
    /** A copy of a frame. */
    static StoredFrame copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new StoredFrame(bytes);
    }

    int template() {
        return Frames.templateId(buffer(), 0);
    }

    long sequence() {
        return Frames.sequence(buffer(), 0);
    }

    long received() {
        return Frames.received(buffer(), 0);
    }

    int epoch() {
        return Frames.epoch(buffer(), 0);
    }

    long chain() {
        return Frames.chain(buffer(), 0);
    }

    /** A view of the bytes. */
    UnsafeBuffer buffer() {
        return new UnsafeBuffer(bytes);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof StoredFrame frame && Arrays.equals(bytes, frame.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "template " + template() + " sequence " + sequence() + " epoch " + epoch() + " of " + bytes.length + " bytes";
    }
}
