package dev.inkling.replay;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears whole or not at all: it is written beside its place and moved there by {@link #keep()}. What stood there before
 * stays until then. Standard output is written straight.
 */
final class OutputFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final Path target;
    private final Path part;
    private boolean kept;

    private OutputFile(final OutputStream out, final Path target, final Path part) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.target = target;
        this.part = part;
    }

    /**
     * Begins a file.
     *
     * @param name   its path, or {@code -} for standard output
     * @param stdout standard output, left open
     * @return the file, to be closed
     */
    static OutputFile open(final String name, final PrintStream stdout) {
        if (name.equals("-")) {
            return new OutputFile(new Unclosed(stdout), null, null);
        }
        final Path target = Path.of(name).toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new UserException("cannot write " + name + ": it is a folder");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new UserException("cannot write " + name + ": there is no folder " + target.getParent());
        }
        final Path part = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            return new OutputFile(Files.newOutputStream(part), target, part);
        } catch (final IOException e) {
            throw new UserException("cannot write " + name + ": " + Causes.of(e), e);
        }
    }

    /**
     * Where to write.
     *
     * @return a buffered stream
     */
    OutputStream stream() {
        return out;
    }

    /**
     * Puts the finished file in its place.
     *
     * @throws IOException when that fails; then the old file still stands
     */
    void keep() throws IOException {
        out.close();
        if (part != null) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        kept = true;
    }

    /** Takes an unfinished file away. */
    @Override
    public void close() throws IOException {
        if (!kept && part != null) {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Standard output, whose errors a print stream would swallow. */
    private static final class Unclosed extends FilterOutputStream {
        private final PrintStream stdout;

        private Unclosed(final PrintStream stdout) {
            super(stdout);
            this.stdout = stdout;
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) throws IOException {
            stdout.write(bytes, offset, length);
            if (stdout.checkError()) {
                throw new IOException("standard output is closed");
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
