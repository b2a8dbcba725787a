package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All names, sizes and bytes below a folder, to tell whether anything changed. */
final class FolderContent {
    private FolderContent() {
    }

    static String digest(final Path folder) throws IOException {
        final List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted().collect(Collectors.toList());
        }
        final StringBuilder digest = new StringBuilder();
        for (final Path file : files) {
            digest.append(file).append(' ');
            if (Files.isRegularFile(file)) {
                final byte[] bytes = Files.readAllBytes(file);
                digest.append(bytes.length).append(' ').append(Arrays.hashCode(bytes));
            }
            digest.append('\n');
        }
        return digest.toString();
    }
}
