package dev.inkling.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done to folders rather than to files. Any thread. */
public final class Folders {
    private Folders() {
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
