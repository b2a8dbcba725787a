package dev.inkling.journal.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads one snapshot: its header at once, its state through a channel. No byte is handed out whose block was not found to be what was
 * written. Confined to one thread.
 */
public final class SnapshotReader implements ReadableByteChannel {
    private final Path file;
    private final FileChannel channel;
    private final SnapshotHeader header;
    private final ByteBuffer block = ByteBuffer.allocateDirect(SnapshotWriter.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final ByteBuffer prefix = ByteBuffer.allocate(SnapshotWriter.PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long blocks;
    private long stateBytes;
    private boolean atEnd;

    /**
     * Opens a snapshot and reads its header.
     *
     * @param file of it
     * @throws SnapshotException when the header is damaged or of another format
     * @throws IOException       when it cannot be read
     */
    public SnapshotReader(final Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean isOpen = false;
        try {
            final ByteBuffer bytes = ByteBuffer.allocate(SnapshotHeader.BYTES);
            fill(bytes);
            header = SnapshotHeader.decode(bytes.flip(), file);
            isOpen = true;
        } finally {
            if (!isOpen) {
                channel.close();
            }
        }
    }

    /**
     * What it says of itself.
     *
     * @return the header
     */
    public SnapshotHeader header() {
        return header;
    }

    /**
     * Reads some of the state.
     *
     * @param to takes it
     * @return bytes, -1 at the end
     * @throws SnapshotException when it is damaged or not whole
     * @throws IOException       when it cannot be read
     */
    @Override
    public int read(final ByteBuffer to) throws IOException {
        if (!block.hasRemaining() && (atEnd || !nextBlock())) {
            return -1;
        }
        final int some = Math.min(to.remaining(), block.remaining());
        to.put(block.slice(block.position(), some));
        block.position(block.position() + some);
        return some;
    }

    /**
     * Reads what is left of the state, for its checks alone.
     *
     * @throws SnapshotException when it is damaged or not whole
     * @throws IOException       when it cannot be read
     */
    public void readToEnd() throws IOException {
        boolean more = !atEnd;
        while (more) {
            more = nextBlock();
        }
        block.limit(0);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean nextBlock() throws IOException {
        final long at = channel.position();
        fill(prefix.clear());
        prefix.flip();
        final int length = prefix.getInt();
        if (length < 0 || length > SnapshotWriter.BLOCK_BYTES) {
            throw damaged(at);
        }
        block.clear().limit(length == 0 ? Long.BYTES : length);
        fill(block);
        block.flip();
        if (SnapshotWriter.crc(block.duplicate(), blocks) != prefix.getInt()) {
            throw damaged(at);
        }
        if (length == 0) {
            atEnd = true;
            if (block.getLong() != stateBytes || channel.position() != channel.size()) {
                throw damaged(at);
            }
            return false;
        }
        blocks++;
        stateBytes += length;
        return true;
    }

    private void fill(final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new SnapshotException(file + " is not whole: it ends at byte " + channel.position());
            }
        }
    }

    private SnapshotException damaged(final long at) {
        return new SnapshotException(file + " is damaged in the block at byte " + at);
    }
}
