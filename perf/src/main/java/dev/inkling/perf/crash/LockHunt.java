package dev.inkling.perf.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Stops a server within an append, while it holds the write lock of a queue, so that the lock is left behind when it is killed. Such a
 * moment lasts a microsecond, so the server is stopped and continued until it comes about. The lock is looked up in the bytes of the
 * queue's table: its key, padding, and the holder, aligned to 8 bytes.
 */
final class LockHunt {
    private static final byte[] KEY = "chronicle.write.lock".getBytes(StandardCharsets.US_ASCII);
    private static final long UNLOCKED = Long.MIN_VALUE;
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(6);
    private static final long LET_RUN_MS = 3;
    private static final long SETTLE_MS = 1;

    private LockHunt() {
    }

    /**
     * Stops a process with signal 19 while it holds a lock.
     *
     * @param data folder of its queues
     * @param pid  of the process, which must be at work
     * @return whether it is stopped with a lock; when not, it was let go
     */
    static boolean stopLocked(final Path data, final long pid) throws IOException, InterruptedException {
        final long beganNs = System.nanoTime();
        while (System.nanoTime() - beganNs < LIMIT_NS) {
            if (!signal("STOP", pid)) {
                return false;
            }
            // Its threads stop one after the other, so a lock that is seen at once may still be let go.
            if (isAnyHeld(data)) {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
                if (isAnyHeld(data)) {
                    return true;
                }
            }
            signal("CONT", pid);
            TimeUnit.MILLISECONDS.sleep(LET_RUN_MS);
        }
        return false;
    }

    private static boolean signal(final String name, final long pid) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor() == 0;
    }

    private static boolean isAnyHeld(final Path data) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(data, Files::isDirectory)) {
            for (final Path folder : folders) {
                final Path table = folder.resolve("metadata.cq4t");
                if (Files.exists(table) && isHeld(Files.readAllBytes(table))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a table's bytes say that the write lock is held. */
    static boolean isHeld(final byte[] table) {
        for (int at = 0; at < table.length - KEY.length - 2 * Long.BYTES; at++) {
            int matched = 0;
            while (matched < KEY.length && table[at + matched] == KEY[matched]) {
                matched++;
            }
            if (matched == KEY.length) {
                final int holder = at + KEY.length + Long.BYTES & -Long.BYTES;
                return ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getLong(holder) != UNLOCKED;
            }
        }
        return false;
    }
}
