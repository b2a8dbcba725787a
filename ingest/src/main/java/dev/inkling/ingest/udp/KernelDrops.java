package dev.inkling.ingest.udp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.inkling.ring.Counter;
import dev.inkling.ring.Counters;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Reads from Linux how many datagrams it dropped at the socket because its buffer was full: the last column of
 * {@code /proc/net/udp}. Counts nothing where there is no such file. Reads on a thread of its own, since no event loop may wait for
 * a file.
 */
final class KernelDrops implements AutoCloseable {
    private static final long EVERY_MS = 1_000;

    private final String port;
    private final Counters counters;
    private final Path[] tables = {Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")};
    private final Future<?> reading;

    /**
     * Watches one socket.
     *
     * @param port     it is bound to
     * @param counters where to count
     */
    KernelDrops(final int port, final Counters counters) {
        this.port = String.format(Locale.ROOT, ":%04X", port);
        this.counters = counters;
        reading = GlobalEventExecutor.INSTANCE.scheduleWithFixedDelay(this::read, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        reading.cancel(false);
    }

    private void read() {
        long drops = 0;
        for (final Path table : tables) {
            drops += drops(table);
        }
        counters.set(Counter.UDP_KERNEL_DROPS, drops);
    }

    private long drops(final Path table) {
        if (!Files.isReadable(table)) {
            return 0;
        }
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII).stream().mapToLong(this::dropsOf).sum();
        } catch (final IOException e) {
            // Not there after all: nothing is known.
            return 0;
        }
    }

    /** Columns: number, local address, remote address, state, ..., drops. */
    private long dropsOf(final String line) {
        final String[] columns = line.trim().split("\\s+");
        if (columns.length < 3 || !columns[1].endsWith(port)) {
            return 0;
        }
        final String last = columns[columns.length - 1];
        return last.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(last) : 0;
    }
}
