package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Room by writing zeros, where nothing better is there. What it took it does not give back. */
final class ZeroSpace implements FileSpace {
    private static final byte[] ZEROS = new byte[1 << 16];

    private final RandomAccessFile file;

    ZeroSpace(final File file) throws IOException {
        this.file = new RandomAccessFile(file, "rw");
    }

    @Override
    public boolean allocate(final long from, final long blank, final long to) {
        try {
            file.seek(Math.max(from, blank));
            for (long left = to - file.getFilePointer(); left > 0; left -= ZEROS.length) {
                file.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
            }
            return true;
        } catch (final IOException noRoom) {
            return false;
        }
    }

    @Override
    public void free(final long from, final long to) {
        // it stays with the file
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
