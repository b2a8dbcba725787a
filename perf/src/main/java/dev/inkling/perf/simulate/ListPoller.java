package dev.inkling.perf.simulate;

import java.util.List;

import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads frames from a list, which may grow meanwhile. */
final class ListPoller implements FramePoller {
    private final List<byte[]> frames;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
    private int next;
    private int length;

    ListPoller(final List<byte[]> frames) {
        this.frames = frames;
    }

    /** Reads on behind a frame. */
    ListPoller behind(final int index) {
        next = index;
        return this;
    }

    @Override
    public boolean poll() {
        if (next == frames.size()) {
            return false;
        }
        final byte[] frame = frames.get(next++);
        length = frame.length;
        buffer.putBytes(0, frame, 0, Math.min(length, Frames.MAX_FRAME_BYTES));
        return true;
    }

    @Override
    public DirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public long locator() {
        return next - 1L;
    }

    @Override
    public void close() {
        // a list needs no closing
    }
}
