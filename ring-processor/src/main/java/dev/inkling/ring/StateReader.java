package dev.inkling.ring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateInput;

/** Reads a state that a {@link StateWriter} wrote, and says at which byte of which part it cannot. Not thread safe. */
public final class StateReader implements StateInput {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MOST_NAME_BYTES = 64;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long filled;
    private String section = "start";

    /**
     * A reader.
     *
     * @param channel blocking; has the state from where it stands, is read ahead of it, and stays open
     */
    public StateReader(final ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes sure that nothing is left.
     *
     * @throws StateException when something is
     */
    public void end() throws StateException {
        if (buffer.hasRemaining() || fill()) {
            throw damaged("more follows than was expected");
        }
    }

    /**
     * How much was taken so far.
     *
     * @return bytes
     */
    public long bytes() {
        return filled - buffer.remaining();
    }

    @Override
    public void section(final String name) throws StateException {
        final String found = getText(MOST_NAME_BYTES);
        if (!found.equals(name)) {
            throw damaged("another part than `" + name + "` follows");
        }
        section = name;
    }

    @Override
    public long getLong() throws StateException {
        return need(Long.BYTES).getLong();
    }

    @Override
    public int getInt() throws StateException {
        return need(Integer.BYTES).getInt();
    }

    @Override
    public double getDouble() throws StateException {
        return Double.longBitsToDouble(getLong());
    }

    @Override
    public String getText(final int mostBytes) throws StateException {
        final byte[] utf8 = new byte[getInt("length of a text", 0, mostBytes)];
        bytes(utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public void getLongs(final long[] to, final int offset, final int count) throws StateException {
        getInt("count", count, count);
        int done = 0;
        while (done < count) {
            final int some = Math.min(count - done, need(Long.BYTES).remaining() / Long.BYTES);
            buffer.asLongBuffer().get(to, offset + done, some);
            buffer.position(buffer.position() + some * Long.BYTES);
            done += some;
        }
    }

    @Override
    public void getInts(final int[] to, final int offset, final int count) throws StateException {
        getInt("count", count, count);
        int done = 0;
        while (done < count) {
            final int some = Math.min(count - done, need(Integer.BYTES).remaining() / Integer.BYTES);
            buffer.asIntBuffer().get(to, offset + done, some);
            buffer.position(buffer.position() + some * Integer.BYTES);
            done += some;
        }
    }

    @Override
    public void getDoubles(final double[] to, final int offset, final int count) throws StateException {
        getInt("count", count, count);
        for (int i = offset; i < offset + count; i++) {
            to[i] = getDouble();
        }
    }

    @Override
    public void getBytes(final byte[] to, final int offset, final int count) throws StateException {
        getInt("count", count, count);
        bytes(to, offset, count);
    }

    @Override
    public StateException damaged(final String reason) {
        return new StateException("state, part `" + section + "`, before byte " + bytes() + ": " + reason);
    }

    private void bytes(final byte[] to, final int offset, final int count) throws StateException {
        int done = 0;
        while (done < count) {
            final int some = Math.min(count - done, need(1).remaining());
            buffer.get(to, offset + done, some);
            done += some;
        }
    }

    private ByteBuffer need(final int bytes) throws StateException {
        while (buffer.remaining() < bytes) {
            if (!fill()) {
                throw damaged("it ends too early");
            }
        }
        return buffer;
    }

    private boolean fill() throws StateException {
        buffer.compact();
        final int read;
        try {
            read = channel.read(buffer);
        } catch (final IOException e) {
            throw new StateException("state, part `" + section + "`: it cannot be read: " + e.getMessage(), e);
        } finally {
            buffer.flip();
        }
        filled += Math.max(0, read);
        return read > 0;
    }
}
