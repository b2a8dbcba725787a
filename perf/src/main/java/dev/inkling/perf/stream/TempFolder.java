package dev.inkling.perf.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that goes away with all that is in it. */
public final class TempFolder implements AutoCloseable {
    private final Path path;

    /**
     * Makes a folder.
     *
     * @param parent below which, empty for the system's own place for such
     */
    public TempFolder(final String parent) {
        try {
            path = parent.isEmpty() ? Files.createTempDirectory("inkling-bench-")
                : Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "inkling-bench-");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a folder below '" + parent + "'", e);
        }
    }

    /**
     * Where it is.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * What lies under it: the name that the operating system has for its file system.
     *
     * @return such as {@code ext4} or {@code tmpfs}
     */
    public String fileSystem() {
        try {
            return Files.getFileStore(path).type();
        } catch (final IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        final List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
            for (final Path file : all) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
