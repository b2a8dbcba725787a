package dev.inkling.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done to folders rather than to files. Any thread. */
public final class Folders {
    private Folders() {
    }

    /**
     * Makes a folder and those above it that are missing, each of whose names then survives a loss of power.
     *
     * @param folder which; nothing is done when it is there
     * @throws IOException when it cannot be made
     */
    public static void create(final Path folder) throws IOException {
        final Path absolute = folder.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            final Path parent = absolute.getParent();
            if (parent != null) {
                create(parent);
            }
            Files.createDirectories(absolute);
            if (parent != null) {
                force(parent);
            }
        }
    }

    /**
     * Makes the names in a folder survive a loss of power.
     *
     * @param folder which
     * @throws IOException when the medium refused
     */
    public static void force(final Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
