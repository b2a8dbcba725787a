package dev.inkling.perf.simulate;

import java.nio.ByteBuffer;
import java.util.Arrays;

import dev.inkling.journal.Frames;

/**
 * An event as a storefront sends it.
 *
 * @param id         of the event, null when it has none
 * @param number     how many were made before it
 * @param visitorKey of its visitor
 * @param frame      not sealed
 */
record Sent(String id, int number, long visitorKey, byte[] frame) {
    /** What is the storefront's own of a frame, as a key: all but what the journal stamps. */
    static ByteBuffer content(final byte[] frame) {
        final byte[] content = Arrays.copyOfRange(frame, Frames.PREFIX_BYTES - Frames.HEADER_BYTES, frame.length);
        System.arraycopy(frame, 0, content, 0, Frames.HEADER_BYTES);
        return ByteBuffer.wrap(content);
    }

    /** Its content as a key. */
    ByteBuffer content() {
        return content(frame);
    }

    @Override
    public String toString() {
        return id == null ? "(no id) " + number : id;
    }
}
