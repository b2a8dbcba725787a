package dev.inkling.journal.snapshot;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

import dev.inkling.journal.Folders;

/**
 * Writes one snapshot: takes the state through a channel, in blocks each with its CRC, beside its place; {@link #finish()} forces it and
 * gives it its name. Whoever dies or gives up before leaves none. Confined to one thread.
 *
 * <pre>
 *   header | block ... | end
 *   block: length i32, 1 to {@value #BLOCK_BYTES} | CRC32C of number and bytes i32 | bytes
 *   end:   0 i32 | CRC32C of what follows i32 | bytes of the state i64
 * </pre>
 */
public final class SnapshotWriter implements WritableByteChannel {
    static final int BLOCK_BYTES = 1 << 20;
    static final int PREFIX_BYTES = 2 * Integer.BYTES;
    /** Room that a snapshot leaves on the disk, bytes; half of a disk that is small. */
    private static final long LEFT_BYTES = 128L << 20;
    static final String UNFINISHED = ".tmp";

    private final Path file;
    private final Path beside;
    private final Snapshots.Frames frames;
    private final FileChannel channel;
    private final ByteBuffer block = ByteBuffer.allocateDirect(PREFIX_BYTES + BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long blocks;
    private long stateBytes;
    private boolean isFinished;

    SnapshotWriter(final Path file, final SnapshotHeader header, final Snapshots.Frames frames) throws IOException {
        this.file = file;
        this.frames = frames;
        beside = file.resolveSibling(file.getFileName() + UNFINISHED);
        channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        block.position(PREFIX_BYTES);
        writeAll(header.encode());
    }

    @Override
    public int write(final ByteBuffer bytes) throws IOException {
        final int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            final int some = Math.min(bytes.remaining(), block.remaining());
            block.put(bytes.slice(bytes.position(), some));
            bytes.position(bytes.position() + some);
            if (!block.hasRemaining()) {
                writeBlock();
            }
        }
        stateBytes += count;
        return count;
    }

    /**
     * The state is whole: makes the snapshot there, durably, and before it the frames that it speaks of. Were they lost with the power it
     * would be of no use, and older ones are removed for its sake.
     *
     * @return length of the file, bytes
     * @throws IOException when the medium refused; then there is none
     */
    public long finish() throws IOException {
        if (block.position() > PREFIX_BYTES) {
            writeBlock();
        }
        final ByteBuffer end = ByteBuffer.allocate(PREFIX_BYTES + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        end.putLong(PREFIX_BYTES, stateBytes);
        end.putInt(Integer.BYTES, crc(end.slice(PREFIX_BYTES, Long.BYTES), blocks));
        writeAll(end);
        channel.force(true);
        frames.sync();
        final long bytes = channel.size();
        channel.close();
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.force(file.toAbsolutePath().getParent());
        isFinished = true;
        return bytes;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Gives up what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!isFinished) {
            Files.deleteIfExists(beside);
        }
    }

    /** CRC of a block, its number among the others included: blocks in another order are damage too. */
    static int crc(final ByteBuffer bytes, final long number) {
        final CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number));
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The server keeps room back for its own needs, 64 MiB or a quarter of a small disk; a snapshot leaves twice that. */
    private void requireRoom() throws IOException {
        final File disk = beside.toFile();
        if (disk.getUsableSpace() < Math.min(LEFT_BYTES, disk.getTotalSpace() / 2)) {
            throw new IOException("too little room is left on the disk of " + file.getParent() + " for a snapshot: make room");
        }
    }

    private void writeBlock() throws IOException {
        requireRoom();
        final int length = block.position() - PREFIX_BYTES;
        block.putInt(0, length).putInt(Integer.BYTES, crc(block.slice(PREFIX_BYTES, length), blocks));
        blocks++;
        writeAll(block.flip());
        block.clear().position(PREFIX_BYTES);
    }

    private void writeAll(final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
