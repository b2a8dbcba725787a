package dev.inkling.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

import dev.inkling.scoring.StateOutput;

/**
 * Writes a state to a channel, little-endian, through one buffer; arrays are copied, not written number by number. {@link StateReader}
 * reads it. What is written has no check of its own: a damaged one may be found when it is loaded, or not. Not thread safe. Every
 * method throws {@link UncheckedIOException} when the channel cannot be written to.
 *
 * <pre>
 *   section, text:  bytes (int), UTF-8
 *   array:          count (int), elements
 *   number:         8 or 4 bytes
 * </pre>
 */
public final class StateWriter implements StateOutput {
    private static final int BUFFER_BYTES = 1 << 18;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long flushed;

    /**
     * A writer.
     *
     * @param channel blocking; takes the state from where it stands, and stays open
     */
    public StateWriter(final WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Writes what is still in the buffer. To be called when all is put. */
    public void flush() {
        buffer.flip();
        flushed += buffer.remaining();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("the state cannot be written: " + e.getMessage(), e);
        }
        buffer.clear();
    }

    /**
     * How much was put so far.
     *
     * @return bytes
     */
    public long bytes() {
        return flushed + buffer.position();
    }

    @Override
    public void section(final String name) {
        putText(name);
    }

    @Override
    public void putLong(final long value) {
        room(Long.BYTES).putLong(value);
    }

    @Override
    public void putInt(final int value) {
        room(Integer.BYTES).putInt(value);
    }

    @Override
    public void putDouble(final double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    @Override
    public void putText(final String text) {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putBytes(utf8, 0, utf8.length);
    }

    @Override
    public void putLongs(final long[] from, final int offset, final int count) {
        putInt(count);
        int done = 0;
        while (done < count) {
            final int some = Math.min(count - done, room(Long.BYTES).remaining() / Long.BYTES);
            buffer.asLongBuffer().put(from, offset + done, some);
            buffer.position(buffer.position() + some * Long.BYTES);
            done += some;
        }
    }

    @Override
    public void putInts(final int[] from, final int offset, final int count) {
        putInt(count);
        int done = 0;
        while (done < count) {
            final int some = Math.min(count - done, room(Integer.BYTES).remaining() / Integer.BYTES);
            buffer.asIntBuffer().put(from, offset + done, some);
            buffer.position(buffer.position() + some * Integer.BYTES);
            done += some;
        }
    }

    @Override
    public void putDoubles(final double[] from, final int offset, final int count) {
        putInt(count);
        for (int i = offset; i < offset + count; i++) {
            putDouble(from[i]);
        }
    }

    @Override
    public void putBytes(final byte[] from, final int offset, final int count) {
        putInt(count);
        int done = 0;
        while (done < count) {
            final int some = Math.min(count - done, room(1).remaining());
            buffer.put(from, offset + done, some);
            done += some;
        }
    }

    private ByteBuffer room(final int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }
}
