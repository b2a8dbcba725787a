package dev.inkling.perf.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a data folder with their content at one moment, by their path in it. What the kernel has of a mapped file is what a read
 * gives, so this is what is left when the process dies.
 */
final class FolderImage {
    /** Suffix of a queue's files. */
    static final String RECORDS = ".cq4";
    /** Suffix of Chronicle's table of locks and files, which is never synced. */
    static final String TABLE = ".cq4t";
    private static final int TAIL = 64;

    private final Map<String, byte[]> files;

    FolderImage() {
        this(new TreeMap<>());
    }

    private FolderImage(final Map<String, byte[]> files) {
        this.files = files;
    }

    /** Reads a folder. What was put aside by an earlier start is left out. */
    static FolderImage of(final Path folder) {
        final FolderImage image = new FolderImage();
        for (final Path file : list(folder)) {
            final String name = folder.relativize(file).toString();
            if (Files.isRegularFile(file) && !name.endsWith(".discard") && !name.endsWith(".bin")) {
                image.files.put(name, read(file));
            }
        }
        return image;
    }

    /** Reads a file. */
    static byte[] read(final Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is in a folder, the folder itself first. */
    static List<Path> list(final Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted().collect(Collectors.toList());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder, if it is there. */
    static void remove(final Path folder) {
        if (Files.isDirectory(folder)) {
            for (final Path file : list(folder).stream().sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                try {
                    Files.delete(file);
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Writes all files into a new folder. */
    void write(final Path folder) {
        try {
            Files.createDirectories(folder);
            for (final Map.Entry<String, byte[]> file : files.entrySet()) {
                final Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same files, their content not shared. */
    FolderImage copy() {
        final FolderImage copy = new FolderImage();
        files.forEach((name, content) -> copy.files.put(name, content.clone()));
        return copy;
    }

    /** Names with a suffix below a folder of a queue, oldest file first. */
    List<String> names(final String queueFolder, final String suffix) {
        return files.keySet().stream().filter(name -> name.startsWith(queueFolder + "/") && name.endsWith(suffix))
            .collect(Collectors.toList());
    }

    /** Names of all files. */
    List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** Content of a file, null when it is not there. */
    byte[] get(final String name) {
        return files.get(name);
    }

    /** Sets a file's content. */
    void put(final String name, final byte[] content) {
        files.put(name, content);
    }

    /** Removes a file. */
    void remove(final String name) {
        files.remove(name);
    }

    /** Where a frame stands in a file, -1 when it does not: the last place where its first bytes, checksum and all, are found. */
    static int find(final byte[] content, final byte[] frame) {
        final int prefix = Math.min(TAIL, frame.length);
        for (int at = content.length - frame.length & -4; at >= 0; at -= 4) {
            if (content[at] == frame[0] && content[at + 8] == frame[8]
                && Arrays.equals(content, at, at + prefix, frame, 0, prefix)) {
                return at;
            }
        }
        return -1;
    }
}
