package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is never synced holds one file open, and a sync at last reaches all that are still there. */
class FileSyncTest {
    @TempDir
    private Path folder;

    @Test
    void shouldHoldOneFileOpenAndSyncTheOthersThatAreLeft() throws IOException {
        final List<String> synced = new ArrayList<>();
        final List<RandomAccessFile> opened = new ArrayList<>();
        final FileSync files = new FileSync(folder, new FileSync.Medium() {
            @Override
            public void syncFile(final RandomAccessFile open, final File file) {
                synced.add(file.getName());
                opened.add(open);
            }

            @Override
            public void syncFolder(final File of) {
                synced.add("folder");
            }
        });
        files.sync();
        synced.clear();
        for (int i = 0; i < 5; i++) {
            files.onFile(Files.createFile(folder.resolve("f" + i)).toFile());
        }
        Files.delete(folder.resolve("f1"));
        files.sync();
        assertEquals(List.of("f0", "f2", "f3", "f4", "folder"), synced);
        assertFalse(Files.exists(folder.resolve("f1")), "what was removed is not made anew");
        assertEquals(1, opened.stream().filter(file -> file.getChannel().isOpen()).count());
        files.close();
    }
}
