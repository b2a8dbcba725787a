package dev.inkling.perf.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** What a folder's disk takes when nothing else is asked of it: one file, written in order and synced. */
final class DiskProbe {
    private static final int PIECE_BYTES = 4 << 20;
    private static final int PIECES = 128;
    private static final double BYTES_PER_MB = 1e6;

    private DiskProbe() {
    }

    /** Writes 512 MiB, syncs, removes the file; MB (10^6 bytes) a second. */
    static double megabytesPerSecond(final Path folder) throws IOException {
        final Path file = Files.createTempFile(folder, "probe-", ".tmp");
        final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
        final SplittableRandom random = new SplittableRandom(1);
        while (piece.hasRemaining()) {
            piece.putLong(random.nextLong());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            final long began = System.nanoTime();
            for (int i = 0; i < PIECES; i++) {
                piece.clear();
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            channel.force(true);
            return PIECES * (double) PIECE_BYTES / BYTES_PER_MB / ((System.nanoTime() - began) / 1e9);
        } finally {
            Files.delete(file);
        }
    }
}
