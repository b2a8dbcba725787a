package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import dev.inkling.journal.JournalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was synced, traced against what may be called synced: when a sync returns, each frame appended before it is in a file that was
 * synced since, in a folder that was synced since the file was made.
 */
class SyncedFramesTest {
    private static final int BATCHES = 300;
    private static final int MOST_FRAMES = 400;
    private static final long HOUR_MS = 3_600_000L;
    private static final DateTimeFormatter HOURLY = DateTimeFormatter.ofPattern("yyyyMMdd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** Where the frames are that no sync covers yet, by what the medium was asked to do. */
    private static final class Trace implements FileSync.Medium {
        private final Map<String, Integer> uncovered = new HashMap<>();
        private final Set<String> named = new HashSet<>();
        private final List<String> unnamed = new ArrayList<>();
        private boolean isBroken;
        private int files;

        void onAppend(final File file) {
            uncovered.merge(file.getName(), 1, Integer::sum);
            if (named.add(file.getName())) {
                unnamed.add(file.getName());
            }
        }

        @Override
        public void syncFile(final RandomAccessFile open, final File file) throws IOException {
            if (isBroken) {
                throw new IOException("the medium broke");
            }
            uncovered.remove(file.getName());
            files++;
            FileSync.DISK.syncFile(open, file);
        }

        @Override
        public void syncFolder(final File folder) throws IOException {
            unnamed.clear();
            FileSync.DISK.syncFolder(folder);
        }
    }

    @Test
    void shouldCoverEveryFrameOverBlocksAndFiles() {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final Trace trace = new Trace();
        final long[] now = {JournalRig.START};
        long bytes = 0;
        int rolls = 0;
        try (OneQueue queue = new OneQueue(folder, () -> now[0], PosixSpace::open, trace)) {
            for (int batch = 0; batch < BATCHES; batch++) {
                for (int frames = random.nextInt(MOST_FRAMES); frames >= 0; frames--) {
                    // a roll within a batch now and then, even two
                    if (random.nextInt(4_000) == 0) {
                        now[0] += HOUR_MS;
                        rolls++;
                    }
                    bytes += queue.append();
                    trace.onAppend(fileAt(now[0]));
                }
                queue.appender.sync();
                assertEquals(Map.of(), trace.uncovered, "seed " + seed + ", batch " + batch);
                assertEquals(List.of(), trace.unnamed, "seed " + seed + ", batch " + batch);
            }
        }
        assertTrue(trace.named.size() > rolls / 2 && bytes > 20 * OneQueue.BLOCK_BYTES, trace.named + " " + bytes);
        assertTrue(trace.files >= BATCHES);
    }

    @Test
    void shouldNotCallSyncedWhatTheMediumRefused() {
        final Trace trace = new Trace();
        try (OneQueue queue = new OneQueue(folder, () -> JournalRig.START, PosixSpace::open, trace)) {
            queue.append();
            trace.isBroken = true;
            assertThrows(JournalException.class, queue.appender::sync);
            trace.isBroken = false;
            // A disk that failed to write a page back may say the next time that all is well: the page is not dirty any more.
            assertThrows(JournalException.class, queue.appender::sync);
        }
    }

    /** The file that a frame is in by the queue's clock, named as {@code FAST_HOURLY} says. */
    private static File fileAt(final long ms) {
        return new File(HOURLY.format(Instant.ofEpochMilli(ms)) + "F.cq4");
    }
}
