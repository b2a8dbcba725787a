package dev.inkling.replay.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file to be read, or standard input, inflated when it begins with the magic of gzip. */
public final class InputFile implements AutoCloseable {
    private static final int GZIP_BUFFER_BYTES = 1 << 16;

    private final Counted raw;
    private final InputStream in;
    private final long totalBytes;

    private InputFile(final InputStream source, final long totalBytes) throws IOException {
        raw = new Counted(source);
        this.totalBytes = totalBytes;
        final PushbackInputStream peeked = new PushbackInputStream(raw, 2);
        final byte[] magic = new byte[2];
        final int read = peeked.readNBytes(magic, 0, 2);
        peeked.unread(magic, 0, read);
        final boolean gzip = read == 2 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B;
        in = gzip ? new GZIPInputStream(peeked, GZIP_BUFFER_BYTES) : peeked;
    }

    /**
     * Opens a file.
     *
     * @param name  its path, or {@code -} for standard input
     * @param stdin standard input
     * @return the file at its begin
     * @throws IOException when it cannot be read
     */
    public static InputFile open(final String name, final InputStream stdin) throws IOException {
        if (name.equals("-")) {
            return new InputFile(stdin, -1);
        }
        final Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new IOException(name + " is a folder");
        }
        final InputStream file = Files.newInputStream(path);
        try {
            return new InputFile(file, Files.size(path));
        } catch (final IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * What the file holds, inflated.
     *
     * @return the stream, always the same one
     */
    public InputStream stream() {
        return in;
    }

    /**
     * Size as it lies on disk.
     *
     * @return bytes, -1 when it is not known
     */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * How far it has been read, as it lies on disk.
     *
     * @return bytes
     */
    public long readBytes() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(final InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            final int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(final byte[] into, final int offset, final int length) throws IOException {
            final int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
